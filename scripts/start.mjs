// npm start: builds what the proxy needs (nothing where nothing changed) and serves it: a sandbox stands behind it unless UPSTREAM says otherwise.
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { quietEnv } from "./env.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
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

const server = spawn("node", ["apps/edge-proxy/dist/node.js", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    // Ctrl+C reaches the server from the terminal itself; a second signal would tell it not to wait.
    if (signal !== "SIGINT" || !process.stdin.isTTY) server.kill(signal);
  });
}
server.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)));
