import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const folder = new URL("../../../../neighbours/", import.meta.url);

/** Installs the programs of others once, and gives the path of one. Fails where that cannot be done. */
export function neighbour(program: "openapi-ts" | "orval" | "prism"): string {
  execFileSync(process.execPath, [fileURLToPath(new URL("install.mjs", folder))], { stdio: "ignore" });
  return fileURLToPath(new URL(`node_modules/.bin/${program}`, folder));
}
