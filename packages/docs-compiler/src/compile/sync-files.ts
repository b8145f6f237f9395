import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeFile } from "@so-webapi/command-line";
import { isHandWritten } from "./hand-written.ts";

/** What a run changes in the contract folder; paths below it, sorted. */
export interface FileChanges {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

/** Folders that hold the compiler's files, and no one else's apart from schemas that say so. */
const ownFolders = ["agents", "entities", "evidence", "schemas", "soap"] as const;

/** Says what would change. `prune` also takes away what the compiler wrote earlier and writes no more. */
export function planFiles(folder: string, files: ReadonlyMap<string, string>, prune: boolean): FileChanges {
  const written: string[] = [];
  const unchanged: string[] = [];
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    (isSame(join(folder, path), text) ? unchanged : written).push(path);
  }
  return { written, unchanged, removed: prune ? leftOver(folder, files) : [] };
}

/**
 * Makes the folder hold the files: a file whose text is the same is not touched.
 *
 * @throws UnwritableError with the first file that cannot be written.
 */
export function syncFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
  { written, removed }: FileChanges,
  onFile: (done: number, total: number) => void = () => undefined,
): void {
  for (const [index, path] of written.entries()) {
    writeFile(join(folder, path), files.get(path) ?? "");
    onFile(index + 1, written.length);
  }
  for (const path of removed) rmSync(join(folder, path));
}

function isSame(file: string, text: string): boolean {
  try {
    return readFileSync(file, "utf8") === text;
  } catch {
    return false;
  }
}

function leftOver(folder: string, files: ReadonlyMap<string, string>): string[] {
  return ownFolders
    .filter((own) => existsSync(join(folder, own)))
    .flatMap((own) =>
      readdirSync(join(folder, own), { recursive: true, encoding: "utf8" }).map(
        (path) => `${own}/${path.replaceAll("\\", "/")}`,
      ),
    )
    .filter((path) => /\.(?:json|jsonl|yaml)$/.test(path) && !files.has(path))
    .filter((path) => !isHandWritten(readFileSync(join(folder, path), "utf8")))
    .sort();
}
