import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A module of a Worker as miniflare takes it. */
export interface WorkerModule {
  readonly type: "ESModule" | "Text";
  readonly path: string;
  readonly contents: string;
}

/** The modules of dist/worker or dist/worker-sandbox as wrangler.jsonc uploads them, the entry first. */
export function workerModules(folder: "worker" | "worker-sandbox"): {
  readonly modulesRoot: string;
  readonly modules: WorkerModule[];
} {
  const modulesRoot = fileURLToPath(new URL(`../../dist/${folder}/`, import.meta.url));
  const modules = readdirSync(modulesRoot)
    .sort()
    .map(
      (name): WorkerModule => ({
        type: name.endsWith(".txt") ? "Text" : "ESModule",
        path: join(modulesRoot, name),
        contents: readFileSync(join(modulesRoot, name), "utf8"),
      }),
    );
  return { modulesRoot, modules };
}
