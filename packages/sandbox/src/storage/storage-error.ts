/**
 * `storage-not-a-database`: the file holds something else. `storage-path`: no file can be there (a folder, a missing
 * folder). `storage-read-only`: the file may not be written. `storage-locked`: another process keeps it.
 * `storage-newer`: made by a newer version of this package. `snapshot-invalid`: no snapshot of this version.
 */
export type StorageErrorCode =
  | "storage-not-a-database"
  | "storage-path"
  | "storage-read-only"
  | "storage-locked"
  | "storage-newer"
  | "snapshot-invalid";

/** A storage that cannot be used. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
