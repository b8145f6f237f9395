import { PlatformError } from "../platform-error.ts";
import type { FilterCriterion, FilterNode, FilterPeriod, FilterValue } from "./filter-node.ts";
import { isColumn, numberOf, parseFilterDate, periodOf } from "./literals.ts";
import { type KnownOperator, operatorOf } from "./operators.ts";
import { quote } from "./tokens.ts";

/** Without places: what a caller gives who builds a filter instead of parsing one. */
export type FilterInput =
  | { readonly kind: "and" | "or"; readonly terms: readonly FilterInput[] }
  | { readonly kind: "group"; readonly term: FilterInput }
  | (Omit<FilterCriterion, "kind" | "values" | "place"> & {
      readonly kind: "criterion";
      readonly values: readonly FilterValueInput[];
    });

/** A value without its place. */
export type FilterValueInput = FilterValue extends infer Value
  ? Value extends FilterValue
    ? Omit<Value, "place">
    : never
  : never;

// As many brackets as parseFilter takes, and room for and, or and group at each of them.
const MAX_BRACKETS = 100;
const MAX_LEVELS = 400;

/**
 * Writes a filter as {@link parseFilter} reads it: strings quoted, so that no value can end its string; brackets
 * added where an `or` stands inside an `and`. What is parsed from it means the same. The text is not yet encoded
 * for a URL. Takes what `parseFilter` gives, and the same without places.
 *
 * @throws {PlatformError} `filter-invalid` for a column, operator or value that `parseFilter` would not read as
 * itself, for an `and` or `or` without terms, for more than 100 brackets inside each other
 * and for more than 400 levels.
 *
 * @example
 * formatFilter({
 *   kind: "criterion",
 *   column: "name",
 *   operator: "begins",
 *   values: [{ kind: "string", value: "O'Hara" }],
 * });
 * // "name begins 'O\\'Hara'"
 */
export function formatFilter(node: FilterInput | FilterNode): string {
  return formatNode(node, { levels: MAX_LEVELS, brackets: MAX_BRACKETS });
}

/** How much deeper the filter may go. */
interface Room {
  readonly levels: number;
  readonly brackets: number;
}

function formatNode(node: FilterInput, room: Room): string {
  if (room.levels < 0 || room.brackets < 0) throw invalid("is nested too deep");
  const inside = { ...room, levels: room.levels - 1 };
  switch (node.kind) {
    case "criterion":
      return formatCriterion(node);
    case "group":
      return bracketed(node.term, inside);
    case "and":
    case "or":
      return formatTerms(node, inside);
  }
}

function bracketed(term: FilterInput, room: Room): string {
  return `(${formatNode(term, { ...room, brackets: room.brackets - 1 })})`;
}

function formatTerms(node: Extract<FilterInput, { readonly terms: unknown }>, room: Room): string {
  if (node.terms.length === 0) throw invalid("has an and or an or without terms");
  const texts = node.terms.map((term) =>
    node.kind === "and" && term.kind === "or" ? bracketed(term, room) : formatNode(term, room),
  );
  return texts.join(` ${node.kind} `);
}

type CriterionInput = Extract<FilterInput, { readonly kind: "criterion" }>;

function formatCriterion({ column, operator: name, values }: CriterionInput): string {
  const operator = operatorOf(name);
  if (!operator || operator.name !== name) throw invalid("has an unknown operator");
  if (!isColumn(column) || /^(?:and|or)$/i.test(column)) throw invalid("has a column that cannot be written");
  if (!fits(operator, values)) throw invalid("has values that its operator does not take");

  const texts = values.map(formatValue);
  // The order of OData, where the text comes first; parseFilter takes both.
  if (name === "substringof") return `${name}(${[...texts, column].join(", ")})`;
  if (operator.form !== "infix") return `${name}(${[column, ...texts].join(", ")})`;
  if (operator.arity === "two" || operator.arity === "many") return `${column} ${name} (${texts.join(",")})`;
  return [column, name, ...texts].join(" ");
}

function fits(operator: KnownOperator, values: readonly FilterValueInput[]): boolean {
  const { length } = values;
  switch (operator.arity) {
    case "none":
      return length === 0;
    case "none-or-one":
      return length <= 1 && ofKinds(operator, values);
    case "one":
    case "period":
      return length === 1 && ofKinds(operator, values);
    case "two":
      return length === 2 && ofKinds(operator, values);
    case "many":
      return length >= 1 && ofKinds(operator, values);
    case "number-and-period": {
      const [count, unit] = values;
      return length === 2 && count?.kind === "number" && isCount(count.value) && unit?.kind === "period";
    }
  }
}

function ofKinds({ kinds }: KnownOperator, values: readonly FilterValueInput[]): boolean {
  return values.every(({ kind }) => kinds.includes(kind));
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

function formatValue(value: FilterValueInput): string {
  switch (value.kind) {
    case "string":
      return quote(value.value);
    case "boolean":
      return String(value.value);
    case "number":
      if (numberOf(String(value.value)) === undefined) throw invalid("has a number that cannot be written");
      return String(value.value);
    case "date":
      if (parseFilterDate(value.value) === undefined) throw invalid("has no such date");
      return quote(value.value);
    case "period":
      return quote(formatPeriod(value.value));
  }
}

function formatPeriod(period: FilterPeriod): string {
  if (periodOf(period) !== period) throw invalid("has an unknown period");
  return `${period}s`;
}

function invalid(what: string): PlatformError {
  return new PlatformError("filter-invalid", `The filter ${what}.`);
}
