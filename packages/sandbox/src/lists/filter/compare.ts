import type { FilterOperatorName, FilterValue } from "@so-webapi/platform";
import { type SQL, sql } from "drizzle-orm";

/** Operators that order or equate, in SQL. */
const COMPARISONS: Partial<Record<FilterOperatorName, SQL>> = {
  eq: sql.raw("="),
  ne: sql.raw("<>"),
  lt: sql.raw("<"),
  le: sql.raw("<="),
  gt: sql.raw(">"),
  ge: sql.raw(">="),
};

/** `value < given` and its like, or undefined for an operator that compares nothing. */
export function comparison(value: SQL, operator: FilterOperatorName, given: unknown): SQL | undefined {
  const symbol = COMPARISONS[operator];
  return symbol === undefined ? undefined : sql`${value} ${symbol} ${given}`;
}

/**
 * `value in (...)`. However many values, one parameter: services of SQLite take few of them (D1 a hundred).
 */
export function among(value: SQL, given: readonly unknown[]): SQL {
  const [first] = given;
  if (given.length === 1) return sql`${value} = ${first}`;
  return sql`${value} in (select value from json_each(${JSON.stringify(given)}))`;
}

/** The plain value of each. */
export function plain(values: readonly FilterValue[]): readonly (string | number | boolean)[] {
  return values.map(({ value }) => value);
}

/** Says no: `not`, around something that is never null. */
export function not(condition: SQL): SQL {
  return sql`not (${condition})`;
}
