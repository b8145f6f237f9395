import { eq, is, Param, Placeholder, type Query, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database, Statement } from "./storage.ts";

// To build a statement's text costs several times what it costs to run it: here it is built once.

/** What a batch asks of a statement: drizzle keeps it out of its types. */
interface Prepared {
  getQuery(): Query;
}

/** A statement of drizzle that can be prepared. */
type Preparable = Statement & { prepare(): Prepared };

type Row = Readonly<Record<string, unknown>>;
type Write = (rows: readonly Row[]) => Statement;

const prepared = new WeakMap<Database, Map<string, Write>>();

/**
 * An insert for a batch whose text is built once for each table and number of rows.
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
  const columns = columnsOf(rows[0] ?? {});
  const write = writeFor(database, `insert ${name} ${rows.length} ${columns.join()}`, () => {
    const values = rows.map((_, row) => placeholders(columns, row));
    // Drizzle takes a placeholder for any value; a table that is not known here hides that from its types.
    return database.insert(table).values(values as Table["$inferInsert"][]);
  });
  return write(rows);
}

/**
 * An update for a batch whose text is built once for each table and set of columns.
 *
 * @param name Of the table, as in `schema.ts`.
 * @param key Column that tells the rows to change, and its value.
 */
export function updatePrepared<Table extends SQLiteTable>(
  database: Database,
  table: Table,
  name: string,
  key: { readonly column: SQLiteColumn; readonly value: number },
  values: Partial<Table["$inferInsert"]>,
): Statement {
  const columns = columnsOf(values);
  const write = writeFor(database, `update ${name} ${key.column.name} ${columns.join()}`, () =>
    database
      .update(table)
      .set(placeholders(columns, 0) as Table["$inferInsert"])
      .where(eq(key.column, sql.placeholder(nameOf(1, "key")))),
  );
  return write([values, { key: key.value }]);
}

/**
 * Any statement for a batch whose text is built once.
 *
 * @param name Tells it from all others.
 * @param build Makes it, with `placeholder(column)` where a value of `values` goes.
 */
export function statementPrepared(
  database: Database,
  name: string,
  build: (placeholder: (column: string) => Placeholder) => Preparable,
  values: Row,
): Statement {
  return writeFor(database, name, () => build((column) => sql.placeholder(nameOf(0, column))))([values]);
}

function writeFor(database: Database, key: string, build: () => Preparable): Write {
  const writes = prepared.get(database) ?? new Map<string, Write>();
  prepared.set(database, writes);
  let write = writes.get(key);
  if (write === undefined) {
    write = prepare(build());
    writes.set(key, write);
  }
  return write;
}

/** Those without a value are left to their defaults, or as they are. */
function columnsOf(row: Row): string[] {
  return Object.keys(row).filter((column) => row[column] !== undefined);
}

function placeholders(columns: readonly string[], row: number): Record<string, Placeholder> {
  return Object.fromEntries(columns.map((column) => [column, sql.placeholder(nameOf(row, column))]));
}

function nameOf(row: number, column: string): string {
  return `${row}.${column}`;
}

/** The same statement with other values each time. */
function prepare(statement: Preparable): Write {
  const unbound = statement.prepare();
  const query = unbound.getQuery();
  const binds = query.params.map(bindOf);
  return (rows) => {
    const filled = { ...query, params: binds.map((bind) => bind(rows)) };
    const bound = Object.create(unbound, { getQuery: { value: () => filled } });
    return Object.create(statement, { _prepare: { value: () => bound } });
  };
}

/** Where a parameter's value comes from, and how the database holds it. */
function bindOf(param: unknown): (rows: readonly Row[]) => unknown {
  if (is(param, Placeholder)) return givenFor(param);
  if (!is(param, Param) || !is(param.value, Placeholder)) return () => param;
  const value = givenFor(param.value);
  const { encoder } = param;
  return (rows) => {
    const given = value(rows);
    return given === null ? null : encoder.mapToDriverValue(given);
  };
}

function givenFor({ name }: Placeholder): (rows: readonly Row[]) => unknown {
  const point = name.indexOf(".");
  const row = Number(name.slice(0, point));
  const column = name.slice(point + 1);
  return (rows) => rows[row]?.[column];
}
