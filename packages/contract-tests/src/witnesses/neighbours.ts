import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const folder = new URL("../../../../neighbours/", import.meta.url);

/** Installs the programs of others once, and gives the path of one. Fails where that cannot be done. */
export function neighbour(program: "openapi-ts" | "openapi-typescript" | "orval" | "prism" | "tsc"): string {
  install();
  return fileURLToPath(new URL(`node_modules/.bin/${program}`, folder));
}

/** A module of a neighbour, loaded into this process. Installs them once, as above. */
export function neighbourModule(name: string): unknown {
  install();
  return createRequire(new URL("package.json", folder))(name);
}

function install(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL("install.mjs", folder))], { stdio: "ignore" });
}
