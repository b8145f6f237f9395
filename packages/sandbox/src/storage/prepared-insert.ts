import { fillPlaceholders, type Query, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database, Statement } from "./storage.ts";

/** What a batch asks of a statement: drizzle keeps it out of its types. */
interface Prepared {
  getQuery(): Query;
}

type Row = Record<string, unknown>;
type Insert = (values: Row) => Statement;

const prepared = new WeakMap<Database, Map<string, Insert>>();

/**
 * An insert for a batch whose text is built once for each table and number of rows: to build it costs several times what
 * it costs to run it.
 *
 * @param name Of the table, as in `schema.ts`.
 * @param rows All with the same columns; as many as one statement may bind.
 */
export function insertPrepared<Table extends SQLiteTable>(
  database: Database,
  table: Table,
  name: string,
  rows: readonly Table["$inferInsert"][],
): Statement {
  const columns = Object.keys(rows[0] ?? {});
  const key = `${name} ${rows.length} ${columns.join()}`;
  const inserts = prepared.get(database) ?? new Map<string, Insert>();
  prepared.set(database, inserts);
  let insert = inserts.get(key);
  if (insert === undefined) {
    insert = prepareInsert(database, table, columns, rows.length);
    inserts.set(key, insert);
  }
  return insert(
    Object.fromEntries(
      rows.flatMap((row: Row, index) => columns.map((column) => [nameOf(index, column), row[column]])),
    ),
  );
}

function prepareInsert<Table extends SQLiteTable>(
  database: Database,
  table: Table,
  columns: readonly string[],
  count: number,
): Insert {
  const rows = Array.from({ length: count }, (_, index) =>
    Object.fromEntries(columns.map((column) => [column, sql.placeholder(nameOf(index, column))])),
  );
  // Drizzle takes a placeholder for any value; a table that is not known here hides that from its types.
  return prepare(database.insert(table).values(rows as Table["$inferInsert"][]));
}

function nameOf(index: number, column: string): string {
  return `${index}.${column}`;
}

/** The same statement with other values each time. */
function prepare(statement: Statement & { prepare(): Prepared }): Insert {
  const unbound = statement.prepare();
  const query = unbound.getQuery();
  return (values) => {
    const filled = { ...query, params: fillPlaceholders(query.params, values) };
    const bound = Object.create(unbound, { getQuery: { value: () => filled } });
    return Object.create(statement, { _prepare: { value: () => bound } });
  };
}
