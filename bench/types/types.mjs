// What the types cost a user's tsc, beside openapi-fetch with a hand-cut spec of two paths.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { say } from "../statistics.mjs";

const script = fileURLToPath(new URL("../../packages/types/scripts/measure.ts", import.meta.url));

export async function run({ rounds }) {
  say(`\nTypes: a user's tsc, ${rounds} rounds, fresh processes in turn`);
  say(execFileSync(process.execPath, [script, String(rounds)], { encoding: "utf8" }).trim());
}
