import type { FilterCriterion, FilterValue } from "./filter-node.ts";
import { isColumn, numberOf, parseFilterDate, periodOf } from "./literals.ts";
import { type FilterValueKind, type KnownOperator, operatorOf } from "./operators.ts";
import type { FilterErrorCode } from "./parse-filter.ts";
import type { Token } from "./tokens.ts";

/** A place in the tokens of a filter, moved by `next`. */
export interface FilterCursor {
  readonly peek: () => Token;
  /** Gives the token and goes on; stays at the end. */
  readonly next: () => Token;
  readonly isSymbol: (text: string) => boolean;
  /** Whether the next token is that word, in any case; takes it in lower case. */
  readonly isWord: (text: string) => boolean;
}

export function createCursor(tokens: readonly Token[]): FilterCursor {
  let at = 0;
  const peek = (): Token => tokens[at] ?? { kind: "end", text: "", place: 0 };
  return {
    peek,
    next: () => {
      const token = peek();
      if (token.kind !== "end") at++;
      return token;
    },
    isSymbol: (text) => peek().kind === "symbol" && peek().text === text,
    isWord: (text) => peek().kind === "word" && peek().text.toLowerCase() === text,
  };
}

/** Thrown inside the parser, which gives it as a failure. */
export class Refused {
  readonly code: FilterErrorCode;
  readonly message: string;
  readonly place: number;

  constructor(code: FilterErrorCode, message: string, place: number) {
    this.code = code;
    this.message = message;
    this.place = place;
  }
}

/** Reads what follows an operator between a column and its values. */
export function valuesOf(operator: KnownOperator, cursor: FilterCursor): readonly FilterValue[] {
  switch (operator.arity) {
    case "none":
      return [];
    case "none-or-one":
      return startsValue(cursor) ? [singleOf(operator.kinds, cursor.next())] : [];
    case "one":
      return [singleOf(operator.kinds, cursor.next())];
    case "two":
    case "many":
      return listOf(operator, cursor);
    case "period":
    case "number-and-period":
      throw new Refused("filter-operator-unknown", "The operator is a function.", cursor.peek().place);
  }
}

function startsValue(cursor: FilterCursor): boolean {
  const { kind } = cursor.peek();
  return kind === "string" || (kind === "word" && !cursor.isWord("and") && !cursor.isWord("or"));
}

function listOf(operator: KnownOperator, cursor: FilterCursor): readonly FilterValue[] {
  const { place } = cursor.peek();
  take("(", cursor);
  const values = [singleOf(operator.kinds, cursor.next())];
  while (cursor.isSymbol(",")) {
    cursor.next();
    values.push(singleOf(operator.kinds, cursor.next()));
  }
  take(")", cursor);
  if (operator.arity === "two" && values.length !== 2) {
    throw new Refused("filter-value-count", "The operator takes two values.", place);
  }
  return values;
}

/** Reads the arguments of a function; its name is behind the cursor, the bracket before it. */
export function callOf(name: Token, cursor: FilterCursor): FilterCriterion {
  const operator = operatorOf(name.text);
  if (!operator || operator.form === "infix") {
    throw new Refused("filter-function-unknown", "No function of filters.", name.place);
  }
  cursor.next();
  // OData writes substringof(text, column), and the pages do not say which comes first.
  const textFirst = operator.name === "substringof" && cursor.peek().kind === "string";
  const before = textFirst ? [singleOf(operator.kinds, cursor.next())] : [];
  if (textFirst) take(",", cursor);
  const column = columnOf(cursor.next());
  const values = textFirst ? before : argumentsOf(operator, cursor);
  take(")", cursor);
  return { kind: "criterion", column, operator: operator.name, values, place: name.place };
}

function argumentsOf(operator: KnownOperator, cursor: FilterCursor): readonly FilterValue[] {
  take(",", cursor);
  if (operator.arity !== "number-and-period") return [singleOf(operator.kinds, cursor.next())];
  const count = singleOf(["number"], cursor.next());
  if (count.kind !== "number" || !Number.isInteger(count.value) || count.value < 0) {
    throw new Refused("filter-value-kind", "The number of periods is no whole number.", count.place);
  }
  take(",", cursor);
  return [count, singleOf(["period"], cursor.next())];
}

function columnOf(token: Token): string {
  if (token.kind === "word" && isColumn(token.text)) return token.text;
  throw new Refused("filter-column", "No name of a column.", token.place);
}

function take(symbol: string, cursor: FilterCursor): void {
  const { place } = cursor.peek();
  if (!cursor.isSymbol(symbol)) throw new Refused("filter-list", `A ${symbol} is expected.`, place);
  cursor.next();
}

function singleOf(kinds: readonly FilterValueKind[], token: Token): FilterValue {
  if (token.kind === "string") return quotedOf(kinds, token);
  if (token.kind === "word") return bareOf(kinds, token);
  throw new Refused("filter-value-missing", "A value is expected.", token.place);
}

function quotedOf(kinds: readonly FilterValueKind[], { text, place }: Token): FilterValue {
  if (kinds.includes("string")) return { kind: "string", value: text, place };
  if (kinds.includes("date")) {
    const value = parseFilterDate(text);
    if (value === undefined) throw new Refused("filter-date", "No such date.", place);
    return { kind: "date", value, place };
  }
  if (kinds.includes("period")) {
    const value = periodOf(text);
    if (value === undefined) throw new Refused("filter-period", "No such period.", place);
    return { kind: "period", value, place };
  }
  throw new Refused("filter-value-kind", "The operator takes no strings.", place);
}

function bareOf(kinds: readonly FilterValueKind[], { text, place }: Token): FilterValue {
  if (/^(?:true|false)$/i.test(text)) {
    if (!kinds.includes("boolean")) throw new Refused("filter-value-kind", "It takes no booleans.", place);
    return { kind: "boolean", value: text.toLowerCase() === "true", place };
  }
  if (/^-?[0-9]+(?:\.[0-9]+)?$/.test(text)) {
    if (!kinds.includes("number")) throw new Refused("filter-value-kind", "It takes no numbers.", place);
    const value = numberOf(text);
    if (value === undefined) throw new Refused("filter-number", "A number too large to be exact.", place);
    return { kind: "number", value, place };
  }
  const period = kinds.includes("period") ? periodOf(text) : undefined;
  if (period !== undefined) return { kind: "period", value: period, place };
  throw new Refused("filter-value", "No value; strings and dates stand in single quotes.", place);
}
