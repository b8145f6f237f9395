import { getTableColumns, ne } from "drizzle-orm";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import { insertRows, rawRows } from "./insert-rows.ts";
import { migrations } from "./migrations/migrations.ts";
import { meta } from "./schema.ts";
import type { Database, Statement, Storage } from "./storage.ts";
import { StorageError } from "./storage-error.ts";
import { tables } from "./tables.ts";

/** The row of `meta` that tells the schema; it belongs to the tables and not to what is in them. */
const SCHEMA_KEY = "migrations";

/** All rows of all tables as plain JSON. */
export interface StorageSnapshot {
  /** How many migrations the schema has that the rows fit. */
  readonly schema: number;
  /** Rows by table, each by the properties of `schema.ts`. */
  readonly tables: Readonly<Record<string, readonly JsonObject[]>>;
}

/** Reads the whole storage at one moment. @internal */
export async function snapshotOf({ database }: Storage): Promise<StorageSnapshot> {
  const statements = [...tables.values()].map((table): Statement => database.select().from(table));
  const results = (await inOneBatch(database, statements)) as JsonObject[][];
  const entries = [...tables].map(([name, table], index) => {
    const rows = results[index] ?? [];
    return [name, table === meta ? rows.filter(({ key }) => key !== SCHEMA_KEY) : rows];
  });
  return { schema: migrations.length, tables: Object.fromEntries(entries) };
}

/**
 * Replaces everything in a storage by what a snapshot holds, all of it or nothing. What a tenant keeps in memory is the
 * caller's to forget (`directoryChanged`).
 *
 * @throws {StorageError} `snapshot-invalid` for what is no snapshot of this version; nothing is changed then.
 * @internal
 */
export async function restoreSnapshot({ database }: Storage, snapshot: StorageSnapshot): Promise<void> {
  const rows = checkedRows(snapshot);
  const inserts = [...tables].flatMap(([name, table]) =>
    insertRows(database, table, rawRows(table, rows.get(name) ?? [])),
  );
  await inOneBatch(database, [...clearStatements(database), ...inserts]);
}

/** Statements that empty every table; what schema the storage has stays known. @internal */
export function clearStatements(database: Database): Statement[] {
  return [...tables.values()].map((table): Statement => {
    const statement = database.delete(table);
    return table === meta ? statement.where(ne(meta.key, SCHEMA_KEY)) : statement;
  });
}

function inOneBatch(database: Database, [first, ...others]: readonly Statement[]): Promise<unknown> {
  return first === undefined ? Promise.resolve([]) : database.batch([first, ...others]);
}

function checkedRows(snapshot: unknown): ReadonlyMap<string, readonly JsonObject[]> {
  if (!isJsonObject(snapshot) || !isJsonObject(snapshot.tables)) throw invalid("it is no snapshot");
  if (snapshot.schema !== migrations.length)
    throw invalid(`it has schema ${String(snapshot.schema)}, this version has ${migrations.length}`);
  const given = snapshot.tables;
  const unknown = Object.keys(given).find((name) => !tables.has(name));
  if (unknown !== undefined) throw invalid(`there is no table ${unknown}`);
  const rows = [...tables.keys()].map((name) => [name, checkedTable(name, given[name])] as const);
  if (rows.some(([name, list]) => name === "meta" && list.some(({ key }) => key === SCHEMA_KEY)))
    throw invalid("its rows of meta tell a schema");
  return new Map(rows);
}

function checkedTable(name: string, rows: unknown): readonly JsonObject[] {
  const table = tables.get(name);
  if (table === undefined || !Array.isArray(rows)) throw invalid(`table ${name} is missing`);
  const columns = Object.entries(getTableColumns(table));
  return rows.map((row: unknown, index) => {
    if (!isJsonObject(row)) throw invalid(`row ${index} of ${name} is no object`);
    for (const [property, { notNull, dataType }] of columns) {
      const value = row[property];
      const isRight = value === null || value === undefined ? !notNull : fits(value, dataType);
      if (!isRight) throw invalid(`${property} in row ${index} of ${name} is not of its type`);
    }
    return row;
  });
}

function fits(value: unknown, dataType: string): boolean {
  if (dataType === "json") return typeof value === "object";
  return typeof value === dataType;
}

function invalid(why: string): StorageError {
  return new StorageError("snapshot-invalid", `The snapshot cannot be restored: ${why}.`);
}
