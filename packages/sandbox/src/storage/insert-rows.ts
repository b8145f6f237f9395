import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database, Statement } from "./storage.ts";

/** A value as the database holds it: booleans are 0 and 1, JSON is text. */
export type RawValue = string | number | null;
/** The values of one row, in the order of the table's columns in `schema.ts`. */
export type RawRow = readonly RawValue[];

/** UTF-16 units of JSON in one statement: D1 takes 2 MB in one parameter, and a unit is at most three bytes. */
const CHUNK = 600_000;

/**
 * Statements that insert many rows. Each statement has its rows in one JSON parameter, whatever their number: D1 takes
 * no more than 100 parameters in a statement and 1,000 statements for a request (developers.cloudflare.com/d1/platform/limits).
 */
export function insertRows(database: Database, table: SQLiteTable, rows: Iterable<RawRow>): Statement[] {
  const columns = Object.keys(getTableColumns(table));
  const values = sql.join(
    columns.map((_, index) => extract(index)),
    sql`, `,
  );
  const statements: Statement[] = [];
  // An insert of the query builder and not a raw statement: drizzle cannot bind those in a batch of D1.
  for (const json of chunksOf(rows))
    statements.push(database.insert(table).select(sql`SELECT ${values} FROM json_each(${json}) AS row`));
  return statements;
}

/** Rows given by property, as drizzle's `insert` takes them, as the database holds them. */
export function rawRows<Table extends SQLiteTable>(
  table: Table,
  rows: readonly Table["$inferInsert"][],
): RawRow[] {
  const columns = Object.entries(getTableColumns(table));
  return rows.map((row) =>
    columns.map(([property, column]) => {
      const value: unknown = (row as Readonly<Record<string, unknown>>)[property] ?? column.default ?? null;
      return value === null ? null : rawValue(column.mapToDriverValue(value));
    }),
  );
}

function rawValue(value: unknown): RawValue {
  if (typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  throw new TypeError(`a column cannot hold ${typeof value}`);
}

/** The path stands in the text: it is a number of ours. */
function extract(index: number): SQL {
  return sql.raw(`json_extract(row.value, '$[${index}]')`);
}

function* chunksOf(rows: Iterable<RawRow>): Iterable<string> {
  let parts: string[] = [];
  let length = 0;
  for (const row of rows) {
    const part = JSON.stringify(row);
    if (length + part.length > CHUNK && parts.length > 0) {
      yield `[${parts.join(",")}]`;
      parts = [];
      length = 0;
    }
    parts.push(part);
    length += part.length + 1;
  }
  if (parts.length > 0) yield `[${parts.join(",")}]`;
}
