import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { example } from "../config/document/example.ts";
import { makeApiKey } from "../lib/callers/api-key.ts";
import { configFileNames } from "./config-file.ts";

/** What a command says to the terminal. */
export type Said =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: FaultCode; readonly errors: readonly string[] };

/** Stable codes of what the program cannot do. */
export type FaultCode =
  | "runtime-too-old"
  | "usage-invalid"
  | "config-unreadable"
  | "setting-invalid"
  | "init-refused"
  | "sandbox-unavailable"
  | "listen-failed";

/** `so-proxy init`: writes a commented configuration file where none is. */
export async function init(folder: string): Promise<Said> {
  const there = configFileNames.find((name) => existsSync(resolve(folder, name)));
  if (there !== undefined) return { ok: false, code: "init-refused", errors: [`${there} is already there`] };
  const [name] = configFileNames;
  try {
    await writeFile(resolve(folder, name), example(), { flag: "wx" });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    return { ok: false, code: "init-refused", errors: [`${name} cannot be written${code}`] };
  }
  return { ok: true, text: `${name} is written; so-proxy check reads it` };
}

/** `so-proxy key`: makes an API key for a caller, and the hash of it for the configuration file. */
export async function key(): Promise<Said> {
  const { key, hash } = await makeApiKey();
  const text = `key, for the caller; it is shown this once:\n  ${key}\nhash, for apiKeys of the configuration file:\n  ${hash}`;
  return { ok: true, text };
}

/**
 * `so-proxy check`: the settings that hold, in the form of a configuration file.
 *
 * @param document - as `readConfig` gives it: secrets by reference only.
 */
export function check(document: Readonly<Record<string, unknown>>, path: string | undefined): Said {
  return { ok: true, text: `// ${path ?? "no configuration file"}\n${JSON.stringify(document, null, 2)}` };
}
