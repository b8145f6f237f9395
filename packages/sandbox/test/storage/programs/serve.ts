import { serve } from "@hono/node-server";
import { createSandbox } from "../../../src/index.ts";
import { nodeSqlite } from "../../../src/storage/node-sqlite.ts";

// Serves a sandbox over the file that it is given, and prints its port.
const sandbox = await createSandbox({ storage: nodeSqlite({ file: process.argv[2] ?? "" }) });
serve({ fetch: sandbox.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => console.log(port));
