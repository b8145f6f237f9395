import { isJsonObject, type JsonObject } from "../model/json.ts";
import { clearStatements, restoreSnapshot, type StorageSnapshot } from "../storage/snapshot.ts";
import type { Storage } from "../storage/storage.ts";
import { StorageError } from "../storage/storage-error.ts";
import { ControlError } from "./control-error.ts";
import { fieldsOf, oneOf, wholeNumber } from "./fields.ts";

/** A sandbox's data and clock at one moment, as plain JSON. */
export interface SandboxSnapshot {
  readonly version: 1;
  /** Milliseconds that the clock was ahead of its source. */
  readonly clockOffset: number;
  readonly storage: StorageSnapshot;
}

/**
 * Takes a value for a snapshot; the rows themselves are checked where they are restored.
 * @throws {ControlError}
 * @internal
 */
export function readSnapshot(value: unknown): SandboxSnapshot {
  const fields = fieldsOf(value);
  const version = fields.required("version", oneOf([1]), "1");
  const most = Number.MAX_SAFE_INTEGER;
  const clockOffset = fields.required(
    "clockOffset",
    wholeNumber(-most, most),
    "a whole number of milliseconds",
  );
  const storage = fields.required("storage", storageOf, "an object of schema and tables");
  fields.finish();
  if (version === undefined || clockOffset === undefined || storage === undefined)
    throw new Error("finish has let a misfit pass");
  return { version, clockOffset, storage };
}

function storageOf(value: unknown): StorageSnapshot | undefined {
  if (!isJsonObject(value) || typeof value["schema"] !== "number" || !isJsonObject(value["tables"]))
    return undefined;
  return { schema: value["schema"], tables: value["tables"] as Record<string, JsonObject[]> };
}

/**
 * Restores the rows of a snapshot.
 * @throws {ControlError} where a row does not fit.
 * @internal
 */
export async function restoreRows(storage: Storage, rows: StorageSnapshot): Promise<void> {
  try {
    await restoreSnapshot(storage, rows);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    throw new ControlError([{ pointer: "/storage", message: `does not fit: ${error.message}` }]);
  }
}

/** Empties a storage in one batch. @internal */
export async function emptyStorage({ database }: Storage): Promise<void> {
  const [first, ...others] = clearStatements(database);
  if (first !== undefined) await database.batch([first, ...others]);
}
