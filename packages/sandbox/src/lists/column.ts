import { type SQL, sql } from "drizzle-orm";
import { UNSET } from "../model/instant.ts";

/**
 * What a column holds: the vendor's restriction types as far as lists here need them. `item` is the id of a list's item,
 * `associate` of a user, `group` of a user group; `date` and `date-time` hold instants.
 */
export type ColumnKind =
  | "integer"
  | "decimal"
  | "text"
  | "boolean"
  | "date"
  | "date-time"
  | "item"
  | "associate"
  | "group";

/**
 * One column that a list can show, filter and sort by. Names, kinds and what can be sorted and filtered are the vendor's
 * (docs.superoffice.com, "Archive providers", the page of the list's provider).
 */
export interface ListColumn {
  /** In the provider's spelling; callers write it in any letter case. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** What is stored: never null. */
  readonly value: SQL;
  /** Other names that pages give it. */
  readonly aliases: readonly string[];
  /** MDO name of the list, for `item`. */
  readonly list: string;
  /** Shown and compared in UTC whatever the caller's zone. */
  readonly utc: boolean;
  /** How an associate is shown: by the name to log in with, by the name of the person, or by id. */
  readonly associateAs: "userName" | "fullName" | "id";
  readonly canFilter: boolean;
  readonly canSort: boolean;
  /** Which join of the list's source it needs. */
  readonly join: string | undefined;
}

/** What differs from a plain column. */
export type ColumnExtras = Partial<Omit<ListColumn, "name" | "kind" | "value">>;

/** Makes a column; it can be filtered and sorted by unless told otherwise. */
export function column(name: string, kind: ColumnKind, value: SQL, extras: ColumnExtras = {}): ListColumn {
  return {
    name,
    kind,
    value,
    aliases: [],
    list: "",
    utc: false,
    associateAs: "userName",
    canFilter: true,
    canSort: true,
    join: undefined,
    ...extras,
  };
}

/** Makes a column that holds an item of a list. */
export function itemColumn(name: string, list: string, value: SQL, extras: ColumnExtras = {}): ListColumn {
  return column(name, "item", value, { ...extras, list });
}

/**
 * The columns of something that a row refers to, `contact/name` for example, which need the join of that name. Where a row
 * refers to nothing they hold what an empty one would.
 */
export function reachedBy(prefix: string, join: string, columns: readonly ListColumn[]): ListColumn[] {
  return columns.map((plain) => ({
    ...plain,
    name: `${prefix}/${plain.name}`,
    aliases: plain.aliases.map((alias) => `${prefix}/${alias}`),
    value: sql`coalesce(${plain.value}, ${constant(emptyOf(plain.kind))})`,
    join,
  }));
}

function emptyOf(kind: ColumnKind): string | number {
  if (kind === "text") return "";
  return kind === "date" || kind === "date-time" ? UNSET : 0;
}

/**
 * A text or number of this package itself inside a query: a name, a path, an empty value. As a parameter it would count
 * among those that a service takes (D1: a hundred). Never for what a caller sends.
 */
export function constant(value: string | number): SQL {
  return sql.raw(typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`);
}
