import {
  type FilterOperator,
  type FilterOperatorName,
  type FilterPeriod,
  type FilterValueInput,
  type FilterValueKind,
  operators,
} from "@so-webapi/platform/query";
import { type Filter, filterOf } from "./combine.ts";

/**
 * A day or a moment in a filter: text as the platform reads it, `2026-03-04` or `2026-03-04T08:05:00`, or a `Date`. A
 * `Date` stands for its day in UTC, with operators of time for its second in UTC. For the days of another zone give the
 * text that `fromDate(date, { zone })` writes.
 */
export type DateInput = string | Date;

/** A value by the kinds that an operator takes. */
export type ValueInput<Kind extends FilterValueKind> =
  | (Kind extends "string" ? string : never)
  | (Kind extends "number" ? number : never)
  | (Kind extends "boolean" ? boolean : never)
  | (Kind extends "date" ? DateInput : never)
  | (Kind extends "period" ? FilterPeriod : never);

type Known = (typeof operators)[number];

/**
 * The conditions that a column can have: one method for each operator that the platform documents, under its name there.
 * Which operators a column takes depends on its type, which the contract does not know: the platform refuses the others.
 */
export type Field = {
  readonly [Name in FilterOperatorName]: MethodOf<Extract<Known, { readonly name: Name }>>;
};

type MethodOf<Operator extends FilterOperator> = {
  none: () => Filter;
  "none-or-one": (value?: ValueInput<Operator["kinds"][number]>) => Filter;
  one: (value: ValueInput<Operator["kinds"][number]>) => Filter;
  two: (from: ValueInput<Operator["kinds"][number]>, to: ValueInput<Operator["kinds"][number]>) => Filter;
  many: (
    value: ValueInput<Operator["kinds"][number]>,
    ...others: readonly ValueInput<Operator["kinds"][number]>[]
  ) => Filter;
  period: (period: FilterPeriod) => Filter;
  "number-and-period": (count: number, period: FilterPeriod) => Filter;
}[Operator["arity"]];

/** Operators that compare the time of the day, too. Source: docs.superoffice.com, "Criteria operators". */
const OF_TIME: readonly string[] = ["beforeTime", "dateTime", "afterTime"];

/**
 * Begins a condition on a column. Columns are not in the contract, so their names are any text, in any case; a slash
 * reaches into what a row refers to. Give the type of a row, and its names are checked.
 *
 * @example
 * import { and, field, or } from "@so-webapi/client/filter";
 *
 * const mine = and(
 *   field("associate/associateId").currentAssociate(),
 *   or(field("registered").thisMonth(), field("updatedDate").previous(2, "week")),
 * );
 *
 * interface ContactRow {
 *   readonly name: string;
 *   readonly "category/id": number;
 * }
 * const typed = field<ContactRow>("category/id").oneOf(1, 2);
 */
export function field<Row extends object = Record<string, unknown>>(column: keyof Row & string): Field {
  const methods = operators.map((operator: FilterOperator) => [
    operator.name,
    (...values: readonly unknown[]): Filter =>
      filterOf({
        kind: "criterion",
        column,
        operator: operator.name as FilterOperatorName,
        values: values.map((value) => inputOf(operator, value)),
      }),
  ]);
  // One method for each operator of the table that the type is made from.
  return Object.fromEntries(methods) as Field;
}

/** Checked when it is written, by `formatFilter`: callers without types give anything. */
function inputOf({ name, kinds }: FilterOperator, value: unknown): FilterValueInput {
  if (typeof value === "number") return { kind: "number", value };
  if (typeof value === "boolean") return { kind: "boolean", value };
  if (value instanceof Date) return { kind: "date", value: dateText(value, OF_TIME.includes(name)) };
  const text = String(value);
  if (kinds.includes("period")) return { kind: "period", value: text as FilterPeriod };
  return kinds.includes("date") ? { kind: "date", value: text } : { kind: "string", value: text };
}

/** The day or the second in UTC. A `Date` that is none gives a text that is no date. */
function dateText(date: Date, withTime: boolean): string {
  const text = Number.isNaN(date.getTime()) ? "" : date.toISOString();
  return withTime ? text.replace(/\.\d+Z$/, "Z") : text.slice(0, 10);
}
