import { getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import * as schema from "./schema.ts";

/** Every table of the schema by its name in the database, in the order of `schema.ts`. */
export const tables: ReadonlyMap<string, SQLiteTable> = new Map(
  Object.values(schema).flatMap((value) => {
    const table: unknown = value;
    return is(table, SQLiteTable) ? [[getTableName(table), table] as const] : [];
  }),
);
