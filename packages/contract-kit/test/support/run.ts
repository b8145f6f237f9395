import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { runCli } from "../../src/cli/run-cli.ts";

/** What a run of the program left behind. */
export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `so-contract` in this process, not on a terminal. */
export async function run(args: readonly string[], isTerminal = false): Promise<Ran> {
  let [out, err] = ["", ""];
  const status = await runCli(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal,
    columns: () => 80,
  });
  return { status, out, err };
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own, gone after the tests, with files by their paths. */
export function tree(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "so-contract-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const committed = fileURLToPath(new URL("samples/", import.meta.resolve("@so-webapi/openapi/package.json")));

/** The contract's own samples in a folder, each message as `change` makes it. */
export function samplesWith(
  change: (text: string, file: "request.http" | "response.http") => string,
  operationId = "v1ContactAgent_GetMyActiveContacts",
): string {
  const folder = tree();
  cpSync(join(committed, operationId), join(folder, operationId), { recursive: true });
  for (const file of ["request.http", "response.http"] as const) {
    const path = join(folder, operationId, file);
    writeFileSync(path, change(readFileSync(path, "utf8"), file));
  }
  return folder;
}
