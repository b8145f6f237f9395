import { closeSync, existsSync, openSync, readdirSync, readSync, realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";
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

/** Every package that was installed in a project, ours and other people's, however the runtime lays them out. */
export function installedIn(project: string): Installed[] {
  const files = readdirSync(join(project, "node_modules"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /^(?:.*[/\\]node_modules[/\\])?(?:@[^/\\]+[/\\])?[^/\\]+[/\\]package\.json$/.test(file))
    .map((file) => dirname(join(project, "node_modules", file)))
    .map((folder) => ({ folder, manifest: manifestOf(folder) }));
}

/** What a package would run at installation or bring as machine code; empty where it does neither. */
export function whatRunsOrIsNative({ folder, manifest }: Installed): string[] {
  const scripts = ["preinstall", "install", "postinstall"].filter((name) => manifest.scripts?.[name]);
  const native = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => /[/\\]binding\.gyp$|\.(?:node|so|dylib|dll)$/.test(file) || isMachineCode(file));
  return [
    ...scripts.map((name) => `script ${name}`),
    ...native.map((file) => relative(folder, file).replaceAll("\\", "/")),
  ];
}

/** Whether a file begins as programs of Linux (ELF), macOS (Mach-O, either order, or several in one) or Windows (MZ) do. */
function isMachineCode(file: string): boolean {
  const start = Buffer.alloc(4);
  const opened = openSync(file, "r");
  try {
    readSync(opened, start, 0, 4, 0);
  } finally {
    closeSync(opened);
  }
  return /^(?:7f454c46|feedfac[ef]|c[ef]faedfe|cafebabe|4d5a)/.test(start.toString("hex"));
}
