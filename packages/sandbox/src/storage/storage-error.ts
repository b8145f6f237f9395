/**
 * What can be wrong with a storage:
 *
 * - `storage-not-a-database`: the file holds something else, or is damaged.
 * - `storage-foreign`: a database, but of another program.
 * - `storage-path`: no file can be there (a folder, or a folder that is missing).
 * - `storage-read-only`: the file may not be written.
 * - `storage-locked`: another process has it open.
 * - `storage-newer`: made by a newer version of this package.
 * - `storage-missing`: none was given, and the runtime has no SQLite of its own.
 * - `snapshot-invalid`: no snapshot of this version.
 */
export type StorageErrorCode =
  | "storage-not-a-database"
  | "storage-foreign"
  | "storage-path"
  | "storage-read-only"
  | "storage-locked"
  | "storage-newer"
  | "storage-missing"
  | "snapshot-invalid";

/** A storage, or a snapshot of one, that cannot be used. Nothing was changed in it. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
