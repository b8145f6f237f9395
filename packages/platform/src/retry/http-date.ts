import { PlatformError } from "../platform-error.ts";
import { failure, type Result, success } from "../result.ts";

/** The text is none of the three forms of a date (RFC 9110, 5.6.7), or no day of the calendar. */
export type HttpDateErrorCode = "http-date-form";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const TIME = "([0-9]{2}):([0-9]{2}):([0-9]{2})";
const MONTH = `(${MONTHS.join("|")})`;

/** RFC 9110, 5.6.7: the form to send, and the two old ones that a recipient must take. Day names are not compared. */
const IMF = new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ([0-9]{2}) ${MONTH} ([0-9]{4}) ${TIME} GMT$`);
const RFC_850 = new RegExp(
  `^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, ([0-9]{2})-${MONTH}-([0-9]{2}) ${TIME} GMT$`,
);
const ASCTIME = new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} ([ 0-9][0-9]) ${TIME} ([0-9]{4})$`);

/**
 * Reads a date of HTTP, as `Last-Modified`, `If-Modified-Since` and `Retry-After` have it, and gives milliseconds
 * since 1970-01-01 UTC. All three forms of the standard are taken, a second 60 too.
 *
 * @param now - milliseconds since 1970-01-01 UTC; decides the century of a year with two digits, which is never more
 * than 50 years ahead.
 *
 * Source: RFC 9110, 5.6.7.
 *
 * @example
 * const result = parseHttpDate("Wed, 21 Oct 2015 07:28:00 GMT", 0);
 * result.ok && result.value; // Date.parse("2015-10-21T07:28:00Z")
 */
export function parseHttpDate(text: string, now: number): Result<number, HttpDateErrorCode> {
  const [, day, month, year, ...time] = IMF.exec(text) ?? [];
  if (year !== undefined) return toDate(Number(year), month, Number(day), time);

  const [, oldDay, oldMonth, shortYear, ...oldTime] = RFC_850.exec(text) ?? [];
  if (shortYear !== undefined)
    return toDate(toYear(Number(shortYear), now), oldMonth, Number(oldDay), oldTime);

  const [, cMonth, cDay, hour = "", minute = "", second = "", cYear] = ASCTIME.exec(text) ?? [];
  if (cYear !== undefined) return toDate(Number(cYear), cMonth, Number(cDay), [hour, minute, second]);

  return failure("http-date-form", "This is no date of HTTP.");
}

/**
 * Writes a date of HTTP in the form to send, without what is finer than a second.
 *
 * @param instant - milliseconds since 1970-01-01 UTC.
 *
 * @throws {PlatformError} `date-time-invalid` when the instant lies outside of the years 0 to 9999.
 *
 * @example
 * formatHttpDate(Date.parse("2015-10-21T07:28:00.999Z")); // "Wed, 21 Oct 2015 07:28:00 GMT"
 */
export function formatHttpDate(instant: number): string {
  const text = new Date(instant).toUTCString();
  if (!IMF.test(text))
    throw new PlatformError("date-time-invalid", "This is no instant that HTTP can write.");
  return text;
}

function toDate(
  year: number,
  month: string | undefined,
  day: number,
  time: readonly string[],
): Result<number, HttpDateErrorCode> {
  const [hour = 0, minute = 0, second = 0] = time.map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, MONTHS.indexOf(month ?? ""), day);
  const isDay = date.getUTCDate() === day;
  if (!isDay || hour > 23 || minute > 59 || second > 60) {
    return failure("http-date-form", "There is no such day or time.");
  }
  return success(date.setUTCHours(hour, minute, second));
}

function toYear(twoDigits: number, now: number): number {
  const thisYear = new Date(now).getUTCFullYear();
  const inThisCentury = thisYear - (thisYear % 100) + twoDigits;
  return inThisCentury > thisYear + 50 ? inThisCentury - 100 : inThisCentury;
}
