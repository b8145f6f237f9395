// npm start: builds what the proxy needs (nothing where nothing changed) and serves it: a sandbox stands behind it unless UPSTREAM says otherwise.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { quietEnv } from "./env.mjs";
import { run } from "./run.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const server = "apps/edge-proxy/dist/node.js";
console.error(
  existsSync(root + server)
    ? "Building what has changed …"
    : "Building the proxy and what it stands on: about 20 s, once …",
);
const build = spawnSync(
  "turbo",
  ["run", "build", "--filter=@so-webapi/edge-proxy", "--output-logs=errors-only"],
  {
    cwd: root,
    env: { ...process.env, ...quietEnv },
    stdio: ["ignore", "inherit", "inherit"],
  },
);
if (build.status !== 0) process.exit(build.status ?? 1);

run("node", [server, ...process.argv.slice(2)], { cwd: root });
