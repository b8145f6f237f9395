import { sql } from "drizzle-orm";
import type { Database } from "../../src/storage/storage.ts";

/** What SQLite means to do for a query, a line for each step. */
export async function planOf(
  database: Database,
  query: { toSQL(): { readonly sql: string; readonly params: readonly unknown[] } },
): Promise<string[]> {
  const { sql: text, params } = query.toSQL();
  // The query's own text, with its values in the places of its parameters.
  const [first = "", ...rest] = text.split("?");
  const chunks = rest.map((chunk, index) => sql`${params[index]}${sql.raw(chunk)}`);
  const rows = await database.all<unknown[]>(
    sql`${sql.raw(`EXPLAIN QUERY PLAN ${first}`)}${sql.join(chunks)}`,
  );
  return rows.map((row) => String(Object.values(row)[3]));
}
