import { type Success, success } from "../result.ts";
import { isColumn } from "./literals.ts";
import { failAt, type QueryFailure } from "./query-failure.ts";

/** A column of a `$select`, with what is done to it. */
export interface SelectedColumn {
  /** As written, the letter case too; a slash reaches into what is related. */
  readonly column: string;
  /** The functions around the column, the innermost first; none for a plain column. */
  readonly calls: readonly ColumnCall[];
  /** As written, without the spaces around it. */
  readonly text: string;
  /** Where it begins, in UTF-16 code units from 0. */
  readonly place: number;
}

/** A function of a column and the modifiers that stand behind it, in the spelling of the pages. */
export interface ColumnCall {
  readonly function: ColumnFunction;
  readonly modifiers: readonly ColumnModifier[];
}

/** Source: rest/Archive/v1Archive_GetArchive_GET.md:41 to 47. */
const FUNCTIONS = ["GroupBy", "Sum", "Avg", "Percent", "Count", "CountAll", "DatePart"] as const;
/** A function around a column. */
export type ColumnFunction = (typeof FUNCTIONS)[number];

/** The last eleven are for DatePart. Source: rest/Archive/v1Archive_GetArchive_GET.md:52 to 68. */
const MODIFIERS = [
  "Header",
  "Footer",
  "HideDetail",
  "Year",
  "Quarter",
  "Month",
  "Day",
  "DayOfYear",
  "DayOfWeek",
  "Hour",
  "Weekno",
  "YearMonth",
  "YearWeekno",
  "YearQuarter",
] as const;
/** What a function does besides: a header or footer, or the part of a date. */
export type ColumnModifier = (typeof MODIFIERS)[number];
const DATE_PART = 3;

/**
 * `column`: no name of a column. `function` and `modifier`: none that is documented, or a part of a date outside
 * of DatePart. `bracket`: brackets that do not match. `too-deep`: more than eight functions around a column.
 */
export type ColumnsErrorCode =
  | "columns-column"
  | "columns-function"
  | "columns-modifier"
  | "columns-bracket"
  | "columns-too-deep";

const MAX_CALLS = 8;

/**
 * Reads the `$select` of an OData list: columns between commas, plain or with functions and modifiers such as
 * `GroupBy(DatePart(registered):YearMonth):Header`. Functions and modifiers stand in any case. Empty entries are
 * ignored. For the `$select` of an entity see {@link parseSelect}.
 *
 * Source: rest/Contact/v1ContactEntity_GetAll.md:55, rest/Archive/v1Archive_GetArchive_GET.md:37 to 93.
 *
 * @example
 * const result = parseColumns("name, Count(category):HideDetail:Footer");
 * result.ok && result.value[1]?.calls; // [{ function: "Count", modifiers: ["HideDetail", "Footer"] }]
 */
export function parseColumns(
  text: string,
): Success<readonly SelectedColumn[]> | QueryFailure<ColumnsErrorCode> {
  const columns: SelectedColumn[] = [];
  for (const entry of entriesOf(text)) {
    const column = parseColumn(entry);
    if ("code" in column) return column;
    columns.push(column);
  }
  return success(columns);
}

/** One entry of a comma list, without the spaces around it. */
export interface Entry {
  readonly text: string;
  readonly place: number;
}

/** Cuts a comma list; entries of nothing but spaces are left out. */
export function entriesOf(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  let start = 0;
  for (const part of text.split(",")) {
    const trimmed = part.trim();
    if (trimmed !== "") entries.push({ text: trimmed, place: start + part.indexOf(trimmed) });
    start += part.length + 1;
  }
  return entries;
}

function parseColumn({ text, place }: Entry): SelectedColumn | QueryFailure<ColumnsErrorCode> {
  const calls: ColumnCall[] = [];
  let [from, to] = [place, place + text.length];
  const slice = () => text.slice(from - place, to - place);
  // From the outside in: each round takes one function off, with the modifiers behind it.
  for (let bracket = slice().indexOf("("); bracket >= 0; bracket = slice().indexOf("(")) {
    if (calls.length === MAX_CALLS) return failAt("columns-too-deep", "Too many functions.", from);
    const inside = slice();
    const close = inside.lastIndexOf(")");
    if (close < bracket) return failAt("columns-bracket", "A bracket is not closed.", from + bracket);
    const name = spellingOf(inside.slice(0, bracket).trim(), FUNCTIONS);
    if (!name) return failAt("columns-function", "No function of columns.", from);
    const modifiers = modifiersOf(inside.slice(close + 1), name);
    if (!modifiers) return failAt("columns-modifier", "No modifier of this function.", from + close + 1);
    calls.unshift({ function: name, modifiers });
    to = from + close;
    from += bracket + 1;
  }
  const column = slice().trim();
  if (column.includes(")")) return failAt("columns-bracket", "A bracket was never opened.", from);
  if (!isColumn(column)) return failAt("columns-column", "No name of a column.", from);
  return { column, calls, text, place };
}

function modifiersOf(text: string, name: ColumnFunction): readonly ColumnModifier[] | undefined {
  const [before = "", ...spellings] = text.split(":");
  const known = name === "DatePart" ? MODIFIERS : MODIFIERS.slice(0, DATE_PART);
  const modifiers = spellings.flatMap((spelling) => spellingOf(spelling.trim(), known) ?? []);
  return before.trim() === "" && modifiers.length === spellings.length ? modifiers : undefined;
}

function spellingOf<Name extends string>(text: string, names: readonly Name[]): Name | undefined {
  return names.find((name) => name.toLowerCase() === text.toLowerCase());
}
