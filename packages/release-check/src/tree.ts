import { existsSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Manifest, manifestOf, type Publishable } from "./packages.ts";

/** A package of somebody else that is installed with one of ours. */
export interface Installed {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Everything of other people that is installed with a package, to the last. */
export function installedWith({ folder, manifest }: Publishable): Installed[] {
  const found = new Map<string, Installed>();
  const walk = (from: string, { dependencies = {}, optionalDependencies = {} }: Manifest) => {
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const at = find(from, name);
      if (at === undefined || found.has(at)) continue;
      const one = { folder: at, manifest: manifestOf(at) };
      found.set(at, one);
      walk(at, one.manifest);
    }
  };
  walk(realpathSync(folder), manifest);
  return [...found.values()].filter((one) => !one.manifest.name.startsWith("@so-webapi/"));
}

function find(from: string, name: string): string | undefined {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const at = join(folder, "node_modules", name);
    if (existsSync(join(at, "package.json"))) return realpathSync(at);
  }
  return undefined;
}

/** What a package would run at installation or bring as machine code; empty where it does neither. */
export function whatRunsOrIsNative({ folder, manifest }: Installed): string[] {
  const scripts = ["preinstall", "install", "postinstall"].filter((name) => manifest.scripts?.[name]);
  const native = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(?:^|\/)binding\.gyp$|\.node$|\.(?:so|dylib|dll)$/.test(file),
  );
  return [...scripts.map((name) => `script ${name}`), ...native];
}
