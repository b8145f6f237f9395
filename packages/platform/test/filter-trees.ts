import { type FilterInput, type FilterNode, type FilterValueInput, parseFilter } from "../src/query/index.ts";

/** Parses a filter that must be right. */
export function filter(text: string): FilterNode {
  const result = parseFilter(text);
  if (!result.ok) throw new Error(`${result.code} at ${result.place}`);
  return result.value;
}

/** The same tree without places. */
export function bare(node: FilterInput | FilterNode): FilterInput {
  if (node.kind === "group") return { kind: "group", term: bare(node.term) };
  if (node.kind !== "criterion") return { kind: node.kind, terms: node.terms.map(bare) };
  const values = node.values.map(({ kind, value }) => ({ kind, value }) as FilterValueInput);
  return { kind: "criterion", column: node.column, operator: node.operator, values };
}

export type Values = readonly FilterValueInput[];
/** Values without places. */
export const string = (value: string): FilterValueInput => ({ kind: "string", value });
export const number = (value: number): FilterValueInput => ({ kind: "number", value });
export const date = (value: string): FilterValueInput => ({ kind: "date", value });
export const weeks: FilterValueInput = { kind: "period", value: "week" };
