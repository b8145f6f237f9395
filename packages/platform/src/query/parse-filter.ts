import { type Success, success } from "../result.ts";
import type { FilterCriterion, FilterNode } from "./filter-node.ts";
import { isColumn } from "./literals.ts";
import { operatorOf } from "./operators.ts";
import { callOf, createCursor, type FilterCursor, Refused, valuesOf } from "./parse-values.ts";
import { failAt, type QueryFailure } from "./query-failure.ts";
import { tokenize } from "./tokens.ts";

/**
 * What is wrong with a filter. `term`: a criterion or a bracket is expected. `list`: brackets or commas of values.
 * `value`: a word that is no value, a string without quotes for example. `value-kind`: a value that the operator
 * does not take. `trailing`: something follows that neither `and` nor `or` joins.
 */
export type FilterErrorCode =
  | "filter-empty"
  | "filter-too-long"
  | "filter-too-deep"
  | "filter-string-open"
  | "filter-term"
  | "filter-column"
  | "filter-operator-missing"
  | "filter-operator-unknown"
  | "filter-function-unknown"
  | "filter-value-missing"
  | "filter-value"
  | "filter-value-kind"
  | "filter-value-count"
  | "filter-number"
  | "filter-date"
  | "filter-period"
  | "filter-list"
  | "filter-bracket-open"
  | "filter-trailing";

/** How long and how deep a filter may be. */
export interface ParseFilterOptions {
  /** How many brackets may stand inside each other. Default 100; more than 1,000 counts as 1,000. */
  readonly maxDepth?: number;
  /** How long the text may be, in UTF-16 code units. Default 100,000. */
  readonly maxLength?: number;
}

const MAX_DEPTH = 1_000;

/**
 * Reads the value of a `$filter`: criteria such as `name begins 'S'`, `category in (2,3)`, `xstop set` and
 * `thisAndPrevious(registered, 2, 'weeks')`, joined by `and` and `or`, grouped by brackets. `and` binds tighter.
 * Operators and the joining words stand in any case; columns stay as written, and whether a table has them is for
 * others to say. `contactId=12` needs no spaces. An empty text is refused: leave the filter out instead.
 *
 * Strings stand in single quotes, a backslash before a quote inside of them; OData's doubled quote is refused, for
 * no page shows it. Numbers are decimal. Operators on dates take a quoted date. Nothing is evaluated: `today` and
 * `currentAssociate` stay names.
 *
 * Source: rest/Contact/v1ContactEntity_GetAll.md:30 to 44 and 56,
 * agent/Archive_Agent/v1ArchiveAgent_GetArchiveList2.md:17 to 97, rest/index.md:164, platform, "Queries".
 *
 * @example
 * const result = parseFilter("name begins 'S' and (category in (2,3) or registered after '2014.3.4')");
 * result.ok && result.value.kind; // "and"
 * const broken = parseFilter("name begins S");
 * broken.ok ? null : [broken.code, broken.place]; // ["filter-value", 12]
 */
export function parseFilter(
  text: string,
  options: ParseFilterOptions = {},
): Success<FilterNode> | QueryFailure<FilterErrorCode> {
  const { maxDepth = 100, maxLength = 100_000 } = options;
  if (text.length > maxLength) {
    return failAt("filter-too-long", `The filter is longer than ${maxLength} characters.`, maxLength);
  }
  if (text.trim() === "") return failAt("filter-empty", "The filter is empty.", 0);
  const tokens = tokenize(text);
  if (!tokens.ok) return tokens;

  const cursor = createCursor(tokens.value);
  try {
    const node = parseOr(cursor, Math.min(maxDepth, MAX_DEPTH));
    const rest = cursor.peek();
    if (rest.kind !== "end") throw new Refused("filter-trailing", "Only and or or may follow.", rest.place);
    return success(node);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return failAt(error.code, error.message, error.place);
  }
}

function parseOr(cursor: FilterCursor, levels: number): FilterNode {
  return joined("or", cursor, () => joined("and", cursor, () => parseTerm(cursor, levels)));
}

function joined(kind: "and" | "or", cursor: FilterCursor, parse: () => FilterNode): FilterNode {
  const { place } = cursor.peek();
  const first = parse();
  const terms = [first];
  while (cursor.isWord(kind)) {
    cursor.next();
    terms.push(parse());
  }
  return terms.length === 1 ? first : { kind, terms, place };
}

function parseTerm(cursor: FilterCursor, levels: number): FilterNode {
  if (!cursor.isSymbol("(")) return parseCriterion(cursor);
  const { place } = cursor.next();
  if (levels <= 0) throw new Refused("filter-too-deep", "Brackets are nested too deep.", place);
  const term = parseOr(cursor, levels - 1);
  if (!cursor.isSymbol(")")) throw new Refused("filter-bracket-open", "A bracket is not closed.", place);
  cursor.next();
  return { kind: "group", term, place };
}

function parseCriterion(cursor: FilterCursor): FilterCriterion {
  const first = cursor.next();
  if (first.kind !== "word" || /^(?:and|or)$/i.test(first.text)) {
    throw new Refused("filter-term", "A criterion or a bracket is expected.", first.place);
  }
  if (cursor.isSymbol("(")) return callOf(first, cursor);
  if (!isColumn(first.text)) throw new Refused("filter-column", "No name of a column.", first.place);

  const spelling = cursor.next();
  if (spelling.kind === "end" || spelling.kind === "string" || "(),".includes(spelling.text)) {
    throw new Refused("filter-operator-missing", "An operator is expected.", spelling.place);
  }
  const operator = operatorOf(spelling.text);
  if (!operator || operator.form === "function") {
    throw new Refused("filter-operator-unknown", "No operator between a column and a value.", spelling.place);
  }
  const values = valuesOf(operator, cursor);
  return { kind: "criterion", column: first.text, operator: operator.name, values, place: first.place };
}
