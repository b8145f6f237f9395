// A named neighbour: Fastify's http-proxy as its README shows it, without logging.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../neighbours/package.json", import.meta.url));
const server = require("fastify")();
server.register(require("@fastify/http-proxy"), { upstream: process.env.UPSTREAM });
await server.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
