import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Gives the text of a source's line, `undefined` where the file is not at hand. */
export type SourceText = (source: string) => string | undefined;

/** The reference folder: the one that is named, SO_REFERENCE_DIR, or `../shared/reference`; `undefined` without any. */
export function findReference(
  named: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const folder = named ?? env["SO_REFERENCE_DIR"] ?? resolve("../shared/reference");
  return existsSync(folder) ? folder : undefined;
}

/** Reads lines of the reference folder and, for overlays, of the contract folder; each file once. */
export function sourceLines(referenceDir: string | undefined, contractDir: string): SourceText {
  const files = new Map<string, readonly string[]>();
  const linesOf = (path: string): readonly string[] => {
    const known = files.get(path);
    if (known !== undefined) return known;
    let lines: readonly string[] = [];
    try {
      lines = readFileSync(path, "utf8").split(/\r?\n/);
    } catch {
      // The file is not at hand: its place says enough.
    }
    files.set(path, lines);
    return lines;
  };
  return (source) => {
    const [, file = "", line = ""] = /^(.*):(\d+)$/.exec(source) ?? [];
    const folder = file.startsWith("overlays/") ? contractDir : referenceDir;
    return folder === undefined ? undefined : linesOf(join(folder, file))[Number(line) - 1]?.trim();
  };
}
