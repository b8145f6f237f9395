import { type Failure, failure, type Success, success } from "../result.ts";
import { type ColumnsErrorCode, entriesOf, parseColumns, type SelectedColumn } from "./columns.ts";
import type { FilterNode } from "./filter-node.ts";
import { type OrderBy, type OrderByErrorCode, parseOrderBy } from "./order-by.ts";
import { type FilterErrorCode, type ParseFilterOptions, parseFilter } from "./parse-filter.ts";

/** How many rows a page has where `$top` does not say. Source: platform, "Queries". */
export const DEFAULT_PAGE_SIZE = 1_000;

/** What a caller of an OData list asks for. `null` where the option is absent or empty and has no default. */
export interface ListOptions {
  /** Columns of `$select`, in its order; `null`: the list's own. */
  readonly select: readonly SelectedColumn[] | null;
  /** The tree of `$filter`; `null`: all rows. */
  readonly filter: FilterNode | null;
  /** Empty where nothing is asked for. */
  readonly orderBy: readonly OrderBy[];
  /** Rows in a page, 0 to 2,147,483,647. Default {@link DEFAULT_PAGE_SIZE}. */
  readonly top: number;
  /** Rows to leave out before, 0 to 2,147,483,647. Default 0. */
  readonly skip: number;
  /** Default `Slim`: the answer that the pages document is of that form. */
  readonly mode: ListMode;
  /** Of the provider, as sent: `GrandTotal=true`. */
  readonly options: string | null;
  /** Of the provider, as sent. */
  readonly context: string | null;
  /** Goes before `Accept`. */
  readonly format: "JSON" | "XML" | null;
  /** Whether names in the answer have `_` for each character that is unsafe in JSON. Default false. */
  readonly jsonSafe: boolean;
  /** How values are shown in Slim mode. */
  readonly output: "Logical" | "Display" | null;
  /** Names of entities, as sent; a default is the list's own. */
  readonly entities: readonly string[] | null;
  /** Names that begin with a dollar and are none of the above, as sent: nothing is lost in silence. */
  readonly unknown: readonly string[];
}

/** The form of rows: `Slim` and its wider kin, as `$mode` names them. */
export type ListMode = "Slim" | "Wide" | "Full";

/** `value`: not a value of that option. `repeated`: one option twice, in whatever case. */
export type ListOptionsErrorCode =
  | "list-option-value"
  | "list-option-repeated"
  | FilterErrorCode
  | OrderByErrorCode
  | ColumnsErrorCode;

/** Which option was refused, why and where; it repeats nothing of its value. */
export interface ListOptionsFailure extends Failure<ListOptionsErrorCode> {
  /** In the spelling of the pages: `$orderBy`. */
  readonly option: string;
  /** Where in the value, in UTF-16 code units from 0. */
  readonly place: number;
}

/**
 * Reads the query of an OData list. Names of options stand in any case, and so do the words of `$mode`, `$format`,
 * `$jsonSafe` and `$output`. An option with an empty value counts as absent. What is no option of a list is left
 * to others, and `unknown` names it where it looks like one. `$filter` has the limits of {@link parseFilter}.
 *
 * Source: rest/Contact/v1ContactEntity_GetAll.md:18 to 22 (another case than in the table) and 53 to 66; the empty
 * filter rest/Selection/v1SelectionEntity_SetDynamicSelectionCriteria3.md:30. That an option must not come twice is
 * our own: no page says which one counts.
 *
 * @example
 * const result = parseListOptions(new URLSearchParams("$filter=category = 3&$orderby=name&$TOP=20"));
 * result.ok && [result.value.filter?.kind, result.value.orderBy.length, result.value.top]; // ["criterion", 1, 20]
 * const broken = parseListOptions(new URLSearchParams("$top=-1"));
 * broken.ok ? null : [broken.code, broken.option]; // ["list-option-value", "$top"]
 */
export function parseListOptions(
  searchParams: Iterable<readonly [name: string, value: string]>,
  options: ParseFilterOptions = {},
): Success<ListOptions> | ListOptionsFailure {
  const given = new Map<string, string>();
  const unknown: string[] = [];
  for (const [name, value] of searchParams) {
    const option = NAMES.find((known) => known.toLowerCase() === name.toLowerCase());
    if (!option && name.startsWith("$")) unknown.push(name);
    if (!option) continue;
    if (given.has(option)) return refuse("list-option-repeated", "The option stands twice.", option);
    given.set(option, value.trim() === "" ? "" : value);
  }
  return readOptions((name) => given.get(name) || null, unknown, options);
}

const NAMES = [
  "$select",
  "$filter",
  "$orderBy",
  "$entities",
  "$top",
  "$skip",
  "$mode",
  "$options",
  "$context",
  "$format",
  "$jsonSafe",
  "$output",
] as const;

type OptionName = (typeof NAMES)[number];
type Get = (name: OptionName) => string | null;

function readOptions(
  get: Get,
  unknown: readonly string[],
  options: ParseFilterOptions,
): Success<ListOptions> | ListOptionsFailure {
  const select = parseColumns(get("$select") ?? "");
  if (!select.ok) return { ...select, option: "$select" };
  const text = get("$filter");
  const filter = text === null ? success(null) : parseFilter(text, options);
  if (!filter.ok) return { ...filter, option: "$filter" };
  const orderBy = parseOrderBy(get("$orderBy") ?? "");
  if (!orderBy.ok) return { ...orderBy, option: "$orderBy" };

  const top = int32(get("$top"), DEFAULT_PAGE_SIZE);
  if (top === undefined) return refuseValue("$top");
  const skip = int32(get("$skip"), 0);
  if (skip === undefined) return refuseValue("$skip");
  const mode = wordOf(get("$mode"), ["Slim", "Wide", "Full"]);
  if (mode === undefined) return refuseValue("$mode");
  const format = wordOf(get("$format"), ["JSON", "XML"]);
  if (format === undefined) return refuseValue("$format");
  const jsonSafe = wordOf(get("$jsonSafe"), ["True", "False"]);
  if (jsonSafe === undefined) return refuseValue("$jsonSafe");
  const output = wordOf(get("$output"), ["Logical", "Display"]);
  if (output === undefined) return refuseValue("$output");

  return success({
    select: select.value.length === 0 ? null : select.value,
    filter: filter.value,
    orderBy: orderBy.value,
    top,
    skip,
    mode: mode ?? "Slim",
    options: get("$options"),
    context: get("$context"),
    format,
    jsonSafe: jsonSafe === "True",
    output,
    entities: entitiesOf(get("$entities")),
    unknown,
  });
}

function int32(text: string | null, absent: number): number | undefined {
  if (text === null) return absent;
  if (!/^\s*[0-9]{1,10}\s*$/.test(text)) return undefined;
  const value = Number(text);
  return value <= 0x7fff_ffff ? value : undefined;
}

/** The word in the spelling of the pages, `null` where nothing is given, `undefined` for another word. */
function wordOf<Word extends string>(text: string | null, words: readonly Word[]): Word | null | undefined {
  if (text === null) return null;
  return words.find((word) => word.toLowerCase() === text.trim().toLowerCase());
}

function entitiesOf(text: string | null): readonly string[] | null {
  const names = entriesOf(text ?? "").map((entry) => entry.text);
  return names.length === 0 ? null : names;
}

function refuseValue(option: OptionName): ListOptionsFailure {
  return refuse("list-option-value", "Not a value of this option.", option);
}

function refuse(code: ListOptionsErrorCode, message: string, option: OptionName): ListOptionsFailure {
  return { ...failure(code, message), option, place: 0 };
}
