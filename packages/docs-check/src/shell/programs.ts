import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../pages.ts";

/** The programs of this repository's packages, by name, as they were built. */
export function programs(): Record<string, string> {
  const manifests = globSync(["packages/*/package.json", "apps/*/package.json"], { cwd: root });
  const all = manifests.flatMap((manifest) => {
    const { bin = {} }: { bin?: Record<string, string> } = JSON.parse(
      readFileSync(join(root, manifest), "utf8"),
    );
    return Object.entries(bin).map(([name, file]) => [name, join(root, dirname(manifest), file)] as const);
  });
  return Object.fromEntries(all);
}
