import type { SQL } from "drizzle-orm";
import type { ListColumn } from "./column.ts";

/** Rows that an OData list is read from, and the columns it has. */
export interface ListSource {
  /** What stands behind `from`. */
  readonly from: SQL;
  /** By the names that columns use; only those are joined that a query needs. */
  readonly joins: Readonly<Record<string, SQL>>;
  /** Which rows there are: what is deleted is left out. */
  readonly where: SQL | undefined;
  /** Shown as `PrimaryKey`, and where the order is not decided otherwise, it decides. */
  readonly key: SQL;
  /** Shown as `EntityName`. */
  readonly entity: SQL;
  /** Names that `entity` can have. */
  readonly entities: readonly string[];
  readonly columns: readonly ListColumn[];
  /** Names of columns that are shown where `$select` says nothing. */
  readonly shown: readonly string[];
}

/** How many columns a refusal names. */
const NEAR = 5;

/** What is told of a list without such a column: that, and columns whose names hold this one, `email/emailAddress` for `email`. */
export function hasNoColumn({ columns }: ListSource, name: string): string {
  const wanted = name.toLowerCase();
  const near = columns.filter((column) => column.name.toLowerCase().includes(wanted)).slice(0, NEAR);
  const names = near.map((column) => column.name).join(", ");
  return `has no column ${name}${names && `, but ${names}`}.`;
}

/** Finds a column by its name or another name of it, in any letter case. */
export function findColumn(source: ListSource, name: string): ListColumn | undefined {
  const wanted = name.toLowerCase();
  return source.columns.find(
    (column) =>
      column.name.toLowerCase() === wanted || column.aliases.some((alias) => alias.toLowerCase() === wanted),
  );
}
