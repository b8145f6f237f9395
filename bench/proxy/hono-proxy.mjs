// A named neighbour: Hono's own proxy() helper on Node, without anything else.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../neighbours/package.json", import.meta.url));
const { serve } = require("@hono/node-server");
const { Hono } = require("hono");
const { proxy } = require("hono/proxy");

const app = new Hono();
app.all("*", (c) => {
  const { pathname, search } = new URL(c.req.url);
  return proxy(`${process.env.UPSTREAM}${pathname}${search}`, c.req);
});
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: "127.0.0.1" });
