/** What a value of a filter can be. `period` is the unit of a relative span of time. */
export type FilterValueKind = "string" | "number" | "boolean" | "date" | "period";

/**
 * How many values an operator takes: `many` is one or more and `two` exactly two, both in brackets; `period` the
 * unit of a span of time, `number-and-period` how many of them before it.
 */
export type FilterArity = "none" | "none-or-one" | "one" | "two" | "many" | "period" | "number-and-period";

/** One operator of `$filter`. */
export interface FilterOperator {
  /** The name that a parsed filter carries, in the spelling of the pages. */
  readonly name: string;
  /** Other spellings of the same operator; letters in any case, as for the name. */
  readonly aliases: readonly string[];
  /** `infix`: `column operator value`. `function`: `operator(column, value)`. */
  readonly form: "infix" | "function" | "both";
  readonly arity: FilterArity;
  /** The kinds that each value may have; nothing where there are no values. */
  readonly kinds: readonly FilterValueKind[];
  /** Page and line; of a second source, what is known from there alone. */
  readonly source: string;
}

const LIST = "rest/Contact/v1ContactEntity_GetAll.md";
const ARCHIVE = "agent/Archive_Agent/v1ArchiveAgent_GetArchiveList2.md";
// In the vendor's public documentation, beside the pages: of the first, an older release than ours.
const SYMBOLS =
  "docs.superoffice.com, agent/Find_Agent/v1FindAgent_GetDefaultDesiredColumnsFromRestrictions2";
const PUBLIC = "docs.superoffice.com, netserver/search/find-selection/operators";

const none = { aliases: [], form: "infix", arity: "none", kinds: [], source: `${LIST}:42` } as const;
const text = {
  aliases: [],
  form: "infix",
  arity: "one",
  kinds: ["string"],
  source: `${LIST}:34`,
} as const;
const order = { form: "infix", arity: "one", kinds: ["number", "string"] } as const;
const date = { aliases: [], form: "infix", arity: "one", kinds: ["date"] } as const;
const list = { form: "infix", arity: "many", kinds: ["number", "string"] } as const;
const call = { aliases: [], form: "function", source: `${LIST}:44` } as const;
const search = { ...call, arity: "one", kinds: ["string"] } as const;
const period = { ...call, arity: "period", kinds: ["period"] } as const;
const periods = { ...call, arity: "number-and-period", kinds: ["number", "period"] } as const;

/**
 * Every operator that the pages of OData lists and archives document, with the symbols of the vendor's page on
 * criteria operators and its three operators for times.
 *
 * The pages sort operators by the type of a column. A parser does not know that type, so `kinds` is wider where a
 * page shows more: `=` takes strings too (agent/Archive_Agent/v1ArchiveAgent_GetArchiveList2.md:88), and a string
 * beside `eq`, `gt` or `between` may be a date, see {@link parseFilterDate}. Left out, for no page of lists has
 * them: `isNull`, `from`, `to`, `thisPeriod` and its like, the operators of tags.
 *
 * @example
 * operators.find(({ name }) => name === "oneOf")?.aliases; // ["in"]
 */
export const operators = [
  {
    ...order,
    name: "eq",
    aliases: ["=", "equals"],
    kinds: ["number", "string", "boolean"],
    source: `${LIST}:32`,
  },
  {
    ...order,
    name: "ne",
    aliases: ["!=", "unequals"],
    kinds: ["number", "string", "boolean"],
    source: `${LIST}:32; != ${PUBLIC}`,
  },
  { ...order, name: "lt", aliases: ["<", "less"], source: `${LIST}:32; < ${SYMBOLS}` },
  { ...order, name: "le", aliases: ["<="], source: `${LIST}:32; <= ${SYMBOLS}` },
  { ...order, name: "gt", aliases: [">", "greater"], source: `${LIST}:32; > ${SYMBOLS}` },
  { ...order, name: "ge", aliases: [">="], source: `${LIST}:32; >= ${SYMBOLS}` },
  { ...order, name: "between", aliases: [], arity: "two", source: `${LIST}:32` },
  {
    name: "set",
    aliases: [],
    form: "infix",
    arity: "none-or-one",
    kinds: ["boolean", "number"],
    source: `${LIST}:32; without a value ${ARCHIVE}:28`,
  },
  { ...text, name: "begins", source: `${LIST}:56` },
  { ...text, name: "notBegins" },
  { ...text, name: "contains" },
  { ...text, name: "notContains" },
  { ...text, name: "is" },
  { ...text, name: "isNot" },
  { ...list, name: "associateIsOneOf", aliases: [], kinds: ["number"], source: `${LIST}:36` },
  { ...list, name: "associateIsNotOneOf", aliases: [], kinds: ["number"], source: `${LIST}:36` },
  { ...list, name: "oneOf", aliases: ["in"], source: `${LIST}:38; in ${ARCHIVE}:27` },
  { ...list, name: "notOneOf", aliases: [], source: `${LIST}:38` },
  { ...date, name: "before", source: `${LIST}:40` },
  { ...date, name: "date", source: `${LIST}:40` },
  { ...date, name: "after", source: `${LIST}:40` },
  { ...date, name: "dateBetween", arity: "two", source: `${LIST}:40` },
  { ...date, name: "beforeTime", source: PUBLIC },
  { ...date, name: "dateTime", source: PUBLIC },
  { ...date, name: "afterTime", source: PUBLIC },
  { ...none, name: "currentAssociate" },
  { ...none, name: "beforeToday" },
  { ...none, name: "today" },
  { ...none, name: "afterToday" },
  { ...none, name: "lastWeek" },
  { ...none, name: "thisWeek" },
  { ...none, name: "nextWeek" },
  { ...none, name: "lastMonth" },
  { ...none, name: "thisMonth" },
  { ...none, name: "nextMonth" },
  { ...none, name: "lastQuarter" },
  { ...none, name: "thisQuarter" },
  { ...none, name: "nextQuarter" },
  { ...none, name: "thisHalf" },
  { ...none, name: "thisYear" },
  { ...search, name: "substringof" },
  {
    ...search,
    name: "startswith",
    form: "both",
    source: `${LIST}:44; infix rest/Selection/v1SelectionEntity_SetDynamicSelectionCriteria3.md:15`,
  },
  { ...search, name: "endswith" },
  { ...period, name: "this" },
  { ...periods, name: "next" },
  { ...periods, name: "previous" },
  { ...periods, name: "thisAndNext" },
  { ...periods, name: "thisAndPrevious" },
  { ...period, name: "thisAndPreviousAndNext" },
] as const satisfies readonly FilterOperator[];

/** The name of an operator as a parsed filter carries it. */
export type FilterOperatorName = (typeof operators)[number]["name"];

/** An operator of the table, with its name as a literal. */
export type KnownOperator = FilterOperator & { readonly name: FilterOperatorName };

/** Finds an operator by a spelling of it in any case. */
export function operatorOf(spelling: string): KnownOperator | undefined {
  const wanted = spelling.toLowerCase();
  const table: readonly KnownOperator[] = operators;
  return table.find(
    ({ name, aliases }) => name.toLowerCase() === wanted || aliases.some((alias) => alias === wanted),
  );
}
