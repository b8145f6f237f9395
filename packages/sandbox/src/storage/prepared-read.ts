import { Column, getTableName, is, Param, Placeholder, SQL, sql } from "drizzle-orm";
import { type Direct, directOf } from "./direct.ts";
import type { Database } from "./storage.ts";

/** Values of the query's placeholders, by name. */
type Values = Readonly<Record<string, string | number>>;

/** A query that was prepared; rows come as they do from drizzle. */
export type Read<Row> = (values: Values) => Awaitable<Row[]>;

export type Awaitable<Value> = Value | Promise<Value>;

/**
 * Prepares a query of drizzle. Where the database is in this process the rows come without a promise, and by a plan that is
 * made once: drizzle works out anew for each value of each row where it goes, which costs more than SQLite does.
 */
export function prepareRead<Row>(database: Database, query: { prepare(): Prepared<Row> }): Read<Row> {
  const prepared = query.prepare();
  const direct = directOf(database);
  const { fields, joinsNotNullableMap: joins = {} } = prepared as Prepared<Row> & Hidden;
  if (direct === undefined || fields === undefined) return (values) => prepared.all(values);
  const { sql: text, params } = prepared.getQuery();
  const bound = params.map((param): Bind => {
    const inner = is(param, Param) ? param.value : param;
    if (!is(inner, Placeholder)) return () => param;
    const { name } = inner;
    return is(param, Param)
      ? (values) => param.encoder.mapToDriverValue(values[name])
      : (values) => values[name];
  });
  const makeRow = rowMaker<Row>(fields, joins);
  return (values) => readRows(direct, text, bound, values).map(makeRow);
}

/**
 * Prepares a query for rows whose `column` is one of some ids. One parameter holds any number of them, since D1 takes no
 * more than a hundred; a single one, the usual case, is compared as it is.
 *
 * @param query The query with the condition that a row is wanted.
 */
export function prepareByIds<Row>(
  database: Database,
  query: (isWanted: SQL) => { prepare(): Prepared<Row> },
  column: Column,
): (ids: readonly number[]) => Awaitable<Row[]> {
  const one = prepareRead(database, query(sql`${column} = ${sql.placeholder("id")}`));
  const many = prepareRead(
    database,
    query(sql`${column} in (select value from json_each(${sql.placeholder("ids")}))`),
  );
  return (ids) => {
    const [id] = ids;
    return ids.length === 1 && id !== undefined ? one({ id }) : many({ ids: JSON.stringify(ids) });
  };
}

/** What drizzle prepares. */
interface Prepared<Row> {
  all(values: Values): Promise<Row[]>;
  getQuery(): { readonly sql: string; readonly params: readonly unknown[] };
}

/** What it keeps out of its types: what the columns of the answer are. */
interface Hidden {
  readonly fields?: readonly Field[];
  /** False for tables that a join can leave without a row. */
  readonly joinsNotNullableMap?: Readonly<Record<string, boolean>>;
}

interface Field {
  /** Where its value stands in the row's object. */
  readonly path: readonly string[];
  readonly field: Column | SQL | SQL.Aliased;
}

type Bind = (values: Values) => unknown;

function readRows(
  direct: Direct,
  sql: string,
  bound: readonly Bind[],
  values: Values,
): readonly (readonly unknown[])[] {
  return direct.rows(
    sql,
    bound.map((bind) => bind(values)),
  );
}

type Raw = readonly unknown[];
type Decode = ((value: unknown) => unknown) | undefined;
type Target = Record<string, unknown>;

/** Columns that make one object: the row itself, or one in it. */
interface Part {
  /** Undefined for the row itself. */
  readonly name: string | undefined;
  readonly columns: { readonly name: string; readonly index: number; readonly decode: Decode }[];
  /** Whether a row can be without it: it is null then. */
  readonly canLack: boolean;
}

function rowMaker<Row>(
  fields: readonly Field[],
  joins: Readonly<Record<string, boolean>>,
): (raw: Raw) => Row {
  const parts = new Map<string | undefined, Part>();
  for (const [index, { path, field }] of fields.entries()) {
    const [first = "", second] = path;
    const name = second === undefined ? undefined : first;
    const part = parts.get(name) ?? {
      name,
      columns: [],
      canLack: isNullable(field, joins) && name !== undefined,
    };
    parts.set(name, part);
    part.columns.push({ name: second ?? first, index, decode: decoderOf(field) });
  }
  const plan = [...parts.values()];
  const [only, ...others] = plan;
  if (only !== undefined && only.name === undefined && others.length === 0)
    return (raw) => filled(only, raw) as Row;
  return (raw) => {
    const row: Target = {};
    for (const part of plan) {
      if (part.name === undefined) Object.assign(row, filled(part, raw));
      else if (part.canLack && part.columns.every(({ index }) => raw[index] === null)) row[part.name] = null;
      else row[part.name] = filled(part, raw);
    }
    return row as Row;
  };
}

function filled({ columns }: Part, raw: Raw): Target {
  const target: Target = {};
  for (const { name, index, decode } of columns) {
    const value = raw[index];
    target[name] = value === null || decode === undefined ? value : decode(value);
  }
  return target;
}

function isNullable(field: Field["field"], joins: Readonly<Record<string, boolean>>): boolean {
  return is(field, Column) && joins[getTableName(field.table)] === false;
}

/** Undefined where the value stays as it is. */
function decoderOf(field: Field["field"]): Decode {
  const from = is(field, Column) ? field : decoderIn(is(field, SQL) ? field : field.sql);
  if (from.mapFromDriverValue === Column.prototype.mapFromDriverValue) return undefined;
  return (value) => from.mapFromDriverValue(value);
}

interface Decoder {
  mapFromDriverValue(value: unknown): unknown;
}

/** Drizzle keeps it out of its types. */
function decoderIn(expression: SQL): Decoder {
  return (expression as SQL & { readonly decoder: Decoder }).decoder;
}
