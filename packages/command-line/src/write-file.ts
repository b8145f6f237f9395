import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** A file that a command was to write cannot be written. `cause` is the system's error. */
export class UnwritableError extends Error {
  override readonly name = "UnwritableError";
  readonly code = "unwritable";
  /** As the caller named it. */
  readonly file: string;

  constructor(file: string, cause: unknown) {
    const system = cause instanceof Error && "code" in cause ? ` (${cause.code})` : "";
    super(`${file} cannot be written${system}`, { cause });
    this.file = file;
  }
}

/**
 * Writes a text as UTF-8 over what stood in the file before, and makes the folders that the file stands in.
 *
 * @throws UnwritableError with the file and the system's code.
 */
export function writeFile(file: string, text: string): void {
  try {
    makeFolder(dirname(file));
    writeFileSync(file, text);
  } catch (error) {
    throw new UnwritableError(file, error);
  }
}

/**
 * One folder after the other, from the first that is missing. With `recursive`, Node 20 to 24 try for ever where a folder is
 * there and takes no other, and says ENOENT: below `/proc`.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another program may have made it in between.
    if (!existsSync(folder)) throw error;
  }
}
