import { eq } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { insertPrepared, updatePrepared } from "../../storage/prepared-write.ts";
import type { RecordRow, RecordSpec } from "./record-kind.ts";

/**
 * How a record whose rows are those of one table is written: inserted, updated, and removed for good.
 *
 * @param name Of the table, as in `schema.ts`.
 * @param key Column that holds the id.
 */
export function recordTable<Table extends SQLiteTable, Row extends RecordRow & Table["$inferInsert"]>(
  table: Table,
  name: string,
  key: SQLiteColumn,
  idOf: (row: Row) => number,
): Pick<RecordSpec<Row>, "insert" | "update" | "remove" | "idOf"> {
  return {
    idOf,
    insert: (database, row) => insertPrepared(database, table, name, [row]),
    update: (database, row) => updatePrepared(database, table, name, { column: key, value: idOf(row) }, row),
    remove: (database, row) => database.delete(table).where(eq(key, idOf(row))),
  };
}
