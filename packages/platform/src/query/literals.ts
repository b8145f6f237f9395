import { formatDateTime, parseDateTime } from "../dates/date-time.ts";
import type { FilterPeriod } from "./filter-node.ts";

/**
 * Reads a date as filters write it: year, month and day with dashes or dots between them and no need of a leading
 * zero, then nothing or a time as in {@link parseDateTime}. Gives it with dashes and two digits (the time without
 * zeros at the end of its fraction), `undefined` where there is no such date.
 *
 * Source: agent/Archive_Agent/v1ArchiveAgent_GetArchiveList2.md:29 and 30 (dots), rest/index.md:98 (dashes).
 *
 * @example
 * parseFilterDate("2014.3.4"); // "2014-03-04"
 * parseFilterDate("2020-5-28T15:00:00"); // "2020-05-28T15:00:00"
 * parseFilterDate("2023-2-30"); // undefined
 */
export function parseFilterDate(text: string): string | undefined {
  const match = /^([0-9]{4})([-.])([0-9]{1,2})\2([0-9]{1,2})(T[0-9:.Z+-]+)?$/.exec(text);
  if (!match) return undefined;
  const [, year = "", , month = "", day = "", time] = match;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const parsed = parseDateTime(date + (time ?? "T00:00:00"));
  if (!parsed.ok) return undefined;
  return time === undefined ? date : formatDateTime(parsed.value);
}

const PERIODS: Readonly<Record<FilterPeriod, readonly string[]>> = {
  day: ["day", "days"],
  week: ["week", "weeks", "wk", "wks"],
  month: ["month", "months", "mon", "mos"],
  quarter: ["quarter", "quarters", "qtr", "qtrs"],
  halfyear: ["halfyear", "halfyears", "hyr", "hyrs"],
  year: ["year", "years", "yr", "yrs"],
};

/**
 * Reads the name of a period, in any case. The numbers that stand for periods are not taken: the vendor's pages
 * disagree on what 5 is.
 *
 * Source: rest/Archive/v1Archive_GetArchive_GET.md:105 (`'weeks'`); the other names are from docs.superoffice.com,
 * netserver/search/find-selection/operators.
 */
export function periodOf(text: string): FilterPeriod | undefined {
  const wanted = text.toLowerCase();
  return periods.find((name) => PERIODS[name].includes(wanted));
}

const periods = ["day", "week", "month", "quarter", "halfyear", "year"] as const;

/** Says whether a text can name a column: letters, digits, `_`, `.`, `:`, `-`, and slashes between names. */
export function isColumn(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_.:-]*(?:\/[\p{L}\p{N}_.:-]+)*$/u.test(text);
}

/**
 * Reads a number in decimal digits, a dot before its fraction. `undefined` for any other text, and for an integer
 * that a double cannot hold exactly.
 */
export function numberOf(text: string): number | undefined {
  if (!/^-?[0-9]+(?:\.[0-9]+)?$/.test(text)) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return undefined;
  return Object.is(value, -0) ? 0 : value;
}
