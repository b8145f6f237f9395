// Runs turbo with the quiet environment: node scripts/turbo.mjs run build [options].
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { quietEnv } from "./env.mjs";

const result = spawnSync("turbo", process.argv.slice(2), {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  env: { ...process.env, ...quietEnv },
  stdio: "inherit",
});
process.exit(result.status ?? 1);
