import type { ListOptions } from "@so-webapi/platform";
import { type SQL, sql } from "drizzle-orm";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import type { Answer, Call } from "../http/call.ts";
import { badRequest, PlatformFailure } from "../http/failure.ts";
import type { JsonObject } from "../model/json.ts";
import type { ListColumn } from "./column.ts";
import { filterCondition } from "./filter/condition.ts";
import { findColumn, hasNoColumn, type ListSource } from "./list-source.ts";
import { readOptions } from "./read-options.ts";
import { showValue } from "./show-value.ts";

/**
 * Answers an OData list: the rows of a source as `$select`, `$filter`, `$orderBy`, `$entities`, `$top` and `$skip` ask for
 * them. Rows that the order leaves undecided stand in the order of their keys, so that pages neither repeat nor lose one.
 *
 * Source: rest/Contact/v1ContactEntity_GetAll.md:16 to 66; platform, "Queries".
 */
export async function answerList(call: Call, source: ListSource): Promise<Answer> {
  const options = readOptions(call.url);
  const columns = selected(source, options);
  const wanted = wantedEntities(source, options);
  const isEmpty = wanted?.length === 0 || options.top === 0;
  const [directory, rows] = await Promise.all([
    call.tenant.directory(),
    isEmpty
      ? []
      : call.tenant.database.all<unknown>(fitting(call, listQuery(call, source, options, columns))),
  ]);
  const value = rows.slice(0, options.top).map((row): JsonObject => {
    const [key, entity, ...values] = cellsOf(row);
    const shown = columns.map((column, index) => [
      options.jsonSafe ? column.name.replace(/[^A-Za-z0-9_]/g, "_") : column.name,
      showValue(column, values[index], directory, call.manners),
    ]);
    return { PrimaryKey: Number(key), EntityName: entity, ...Object.fromEntries(shown) };
  });
  return {
    status: 200,
    body: {
      "odata.metadata": call.url.href.replace(/^(.*?\/api\/v1\/).*$/is, "$1archive$metadata"),
      "odata.nextLink": rows.length > options.top ? nextLink(call.url, options) : null,
      value,
    },
  };
}

/** Parameters that every shared service of SQLite takes in a query: D1's limit. */
const SHARED_PARAMETERS = 100;

/** @throws {PlatformFailure} 501 for a filter of more values than the storage takes. */
function fitting({ tenant }: Call, query: SQL): SQL {
  if (tenant.storage.exclusive) return query;
  if (new SQLiteAsyncDialect().sqlToQuery(query).params.length > SHARED_PARAMETERS)
    throw new PlatformFailure(501, "SoException", "The filter has more values than this storage takes.");
  return query;
}

/** The query of a list; one row more than asked for tells whether there is a next page. */
export function listQuery(
  call: Pick<Call, "manners" | "caller" | "tenant">,
  source: ListSource,
  options: ListOptions,
  columns: readonly ListColumn[] = selected(source, options),
): SQL {
  const order = options.orderBy.map(({ column: name, direction }) => ({
    column: sortable(source, name),
    direction,
  }));
  const filter =
    options.filter === null
      ? undefined
      : filterCondition(options.filter, source, {
          manners: call.manners,
          now: call.tenant.now(),
          associateId: call.caller.associateId,
        });
  const entities = wantedEntities(source, options);
  const conditions = [
    source.where,
    filter?.condition,
    entities && sql`${source.entity} in (select value from json_each(${JSON.stringify(entities)}))`,
  ].filter((condition): condition is SQL => condition !== undefined);
  const used = [...columns, ...(filter?.columns ?? []), ...order.map(({ column }) => column)];
  const values = columns.map(({ value }, index) => sql`${value} as ${sql.identifier(`c${index}`)}`);
  return sql.join(
    [
      sql`select ${sql.join([sql`${source.key} as pk`, sql`${source.entity} as en`, ...values], sql`, `)}`,
      sql`from ${source.from}`,
      ...joinsOf(source, used),
      ...(conditions.length === 0 ? [] : [sql`where ${sql.join(conditions, sql` and `)}`]),
      sql`order by ${sql.join([...order.map(orderOf), ...tieBreak(source)], sql`, `)}`,
      sql`limit ${options.top + 1} offset ${options.skip}`,
    ],
    sql` `,
  );
}

function joinsOf(source: ListSource, columns: readonly ListColumn[]): SQL[] {
  const names = new Set(columns.map(({ join }) => join));
  return Object.entries(source.joins)
    .filter(([name]) => names.has(name))
    .map(([, join]) => join);
}

/** Text sorts as it compares, A to Z in either case; items, users and groups by their ids. */
function orderOf({ column, direction }: { column: ListColumn; direction: "asc" | "desc" }): SQL {
  const value = column.kind === "text" ? sql`${column.value} collate nocase` : column.value;
  return direction === "desc" ? sql`${value} desc` : value;
}

function tieBreak({ key, entity, entities }: ListSource): SQL[] {
  return entities.length === 1 ? [key] : [key, entity];
}

function selected(source: ListSource, { select }: ListOptions): readonly ListColumn[] {
  const names = select === null ? source.shown : select.map(({ column }) => column);
  return [...new Set(names.map((name) => known(source, name, "$select")))];
}

function sortable(source: ListSource, name: string): ListColumn {
  const column = known(source, name, "$orderBy");
  if (!column.canSort) throw badRequest(`$orderBy: the list cannot be sorted by ${column.name}.`);
  return column;
}

function known(source: ListSource, name: string, option: string): ListColumn {
  const column = findColumn(source, name);
  if (column === undefined) throw badRequest(`${option}: the list ${hasNoColumn(source, name)}`);
  return column;
}

/** Undefined for all. Names that the list does not have stand for no rows. */
function wantedEntities(source: ListSource, { entities }: ListOptions): readonly string[] | undefined {
  if (entities === null) return undefined;
  const names = new Set(entities.map((name) => name.toLowerCase()));
  const wanted = source.entities.filter((name) => names.has(name.toLowerCase()));
  return wanted.length === source.entities.length ? undefined : wanted;
}

/** The same address with `$skip` moved on by a page. */
function nextLink(url: URL, { top, skip }: ListOptions): string {
  const next = new URL(url);
  for (const name of [...next.searchParams.keys()])
    if (name.toLowerCase() === "$skip") next.searchParams.delete(name);
  next.searchParams.append("$skip", String(skip + top));
  return next.href;
}

/** Services differ: a row comes as the list of its cells, or as an object in the order of the columns. */
function cellsOf(row: unknown): readonly unknown[] {
  return Array.isArray(row) ? row : Object.values(row as object);
}
