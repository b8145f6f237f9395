import { StorageError, type StorageErrorCode } from "./storage-error.ts";

/** Primary result codes of SQLite (sqlite.org/rescode.html) that tell why a file cannot be used. */
const reasons: ReadonlyMap<number, readonly [StorageErrorCode, string]> = new Map([
  [5, ["storage-locked", "another process has it open"]],
  [6, ["storage-locked", "another process has it open"]],
  [8, ["storage-read-only", "it may not be written"]],
  [11, ["storage-not-a-database", "the database in it is damaged"]],
  [14, ["storage-path", "no file can be opened or made there"]],
  [26, ["storage-not-a-database", "it is no database of SQLite"]],
]);

/** `SQLITE_IOERR_LOCK`: what a file that is open for reading only says to the lock that is asked for first. */
const IOERR_LOCK = 3850;

/** An error of SQLite at opening as one that says what is wrong with the file; others as they are. */
export function sqliteFailure(file: string, error: unknown): unknown {
  const code: unknown = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  // The low byte is the primary code, what stands above it tells more.
  const reason = typeof code === "number" ? reasons.get(code === IOERR_LOCK ? 8 : code & 0xff) : undefined;
  if (reason === undefined) return error;
  return new StorageError(reason[0], `The sandbox cannot keep its data in ${file}: ${reason[1]}.`, {
    cause: error,
  });
}
