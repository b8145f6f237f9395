import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseJsonc } from "../config/document/jsonc.ts";

/** Names under which the working directory is searched. */
export const configFileNames = [
  "so-proxy.config.jsonc",
  "so-proxy.config.json",
  "so-proxy.config.ts",
] as const;

/** A configuration file as parsed. Without a file both members are undefined. */
export type ConfigFile =
  | { readonly ok: true; readonly path: string | undefined; readonly document: unknown }
  | { readonly ok: false; readonly errors: readonly string[] };

/**
 * Reads the configuration file.
 *
 * @param named - path from `--config` or `CONFIG`; undefined looks for one of {@link configFileNames}, which may be absent.
 * @param folder - where relative paths begin.
 */
export async function readConfigFile(named: string | undefined, folder: string): Promise<ConfigFile> {
  const found =
    named === undefined ? configFileNames.filter((name) => existsSync(resolve(folder, name))) : [named];
  const [path] = found;
  if (path === undefined) return { ok: true, path, document: undefined };
  if (found.length > 1) return { ok: false, errors: [`${found.join(" and ")} are both there; keep one`] };
  try {
    return path.endsWith(".ts") ? await readModule(path, folder) : await readText(path, folder);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    return { ok: false, errors: [`${path} cannot be read${code}`] };
  }
}

async function readText(path: string, folder: string): Promise<ConfigFile> {
  const parsed = parseJsonc(await readFile(resolve(folder, path), "utf8"));
  if (parsed.ok) return { ok: true, path, document: parsed.value };
  return { ok: false, errors: [`${path} ${parsed.error}`] };
}

/** Node strips the types. The module's default export is the document. */
async function readModule(path: string, folder: string): Promise<ConfigFile> {
  const module: { readonly default?: unknown } = await import(pathToFileURL(resolve(folder, path)).href);
  if (module.default !== undefined) return { ok: true, path, document: module.default };
  return { ok: false, errors: [`${path} must export the settings as default`] };
}
