import { sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import type { JsonObject } from "../../model/json.ts";
import type { Database } from "../../storage/storage.ts";
import { tables } from "../../storage/tables.ts";
import { HIDDEN, isSecretName } from "../requests/redact.ts";

/** Rows of each table, in the order of the schema. */
export async function countRows(database: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, table] of tables) {
    const [row] = await database.select({ count: sql<number>`count(*)` }).from(table);
    counts[name] = row?.count ?? 0;
  }
  return counts;
}

/** A piece of a table. */
export interface TablePage {
  readonly table: string;
  readonly columns: readonly string[];
  /** By the columns' names in the code; what is not for showing reads `(hidden)`. */
  readonly rows: readonly JsonObject[];
  readonly total: number;
  readonly offset: number;
}

/** Rows of a table in the order of its primary key; undefined for no table of the storage. */
export async function readTable(
  database: Database,
  name: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<TablePage | undefined> {
  const table = tables.get(name);
  if (table === undefined) return undefined;
  const { columns, primaryKeys } = getTableConfig(table);
  const key = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
  const [[count], rows] = await Promise.all([
    database.select({ count: sql<number>`count(*)` }).from(table),
    database
      .select()
      .from(table)
      .orderBy(...key)
      .limit(limit)
      .offset(offset),
  ]);
  return {
    table: name,
    columns: Object.keys(rows[0] ?? {}),
    rows: rows.map((row) => shownRow(name, row)),
    total: count?.count ?? 0,
    offset,
  };
}

/** Hashes and keys are nobody's business, and `meta` tells by its key what its value is. */
function shownRow(table: string, row: JsonObject): JsonObject {
  const entries = Object.entries(row).map(([column, value]) => {
    const name = table === "meta" && column === "value" ? String(row["key"]) : column;
    return [column, isSecretName(name) && value !== "" ? HIDDEN : value];
  });
  return Object.fromEntries(entries);
}
