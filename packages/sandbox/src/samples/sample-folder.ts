import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readSample } from "./read-sample.ts";
import type { FindSample } from "./sample.ts";
import { SampleError } from "./sample-error.ts";

export { SampleError } from "./sample-error.ts";

/**
 * Samples out of a folder as `so-docs samples <reference> --out <folder>` writes it: `{operationId}/response.http`, the
 * message as the page prints it. A sample is read when it is asked for, and each time again.
 *
 * @throws {SampleError} `samples-missing` where there is no such folder, or no sample in it.
 *
 * @example
 * import { createSandbox } from "@so-webapi/sandbox";
 * import { sampleFolder } from "@so-webapi/sandbox/sample-folder";
 *
 * const sandbox = await createSandbox({ samples: sampleFolder("samples") });
 */
export function sampleFolder(path: string): FindSample {
  const known = new Set(foldersIn(path));
  return async (operationId) => {
    if (!known.has(operationId)) return undefined;
    const text = await textOf(join(path, operationId, "response.http"));
    return text === undefined ? undefined : readSample(operationId, text, join(operationId, "response.http"));
  };
}

function foldersIn(path: string): readonly string[] {
  let names: readonly string[];
  try {
    names = readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch (cause) {
    const code = codeOf(cause);
    throw new SampleError("samples-missing", `the folder of samples ${path} cannot be read${code}`, {
      cause,
    });
  }
  if (names.length > 0) return names;
  throw new SampleError(
    "samples-missing",
    `${path} has no samples; a folder for each operationId with a response.http is wanted`,
  );
}

/** Undefined where a page prints a request alone. */
async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if (codeOf(cause) === " (ENOENT)") return undefined;
    throw new SampleError("sample-invalid", `${file} cannot be read${codeOf(cause)}`, { cause });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
}
