import { PlatformError } from "../platform-error.ts";
import { type DateTimeParts, parseDateTime } from "./date-time.ts";

/** How the platform writes "not set" where a date-time is expected. */
export const UNSET_DATE_TIME = "0001-01-01T00:00:00";

/** The zone of a text without an offset. */
export interface ToInstantOptions {
  /**
   * Minutes ahead of UTC of the zone that a text without an offset is in: the tenant's base time zone or the one
   * that `SO-TimeZone` asked for. There is no default, since a wrong guess moves appointments.
   */
  readonly assumeOffsetMinutes: number;
}

/**
 * Says whether a date-time means "not set": the first moment of the year 1, with any number of zeros as its
 * fraction and with any offset. What is no date-time is not "not set" either.
 *
 * @example
 * isUnset("0001-01-01T00:00:00.0000000Z"); // true
 */
export function isUnset(text: string): boolean {
  const result = parseDateTime(text);
  return result.ok && isUnsetMoment(result.value);
}

/**
 * Gives the instant that a date-time names, in milliseconds since 1970-01-01 UTC, or `null` when it is not set.
 * What is finer than a millisecond is cut off, never rounded up.
 *
 * @throws {PlatformError} `date-time-invalid` when the text is no date-time; see {@link isDateTime}.
 *
 * @example
 * toInstant("1970-01-01T01:00:00", { assumeOffsetMinutes: 60 }); // 0
 */
export function toInstant(text: string, options: ToInstantOptions): number | null {
  const result = parseDateTime(text);
  if (!result.ok) throw new PlatformError("date-time-invalid", result.message);
  if (isUnsetMoment(result.value)) return null;

  const { year, month, day, hour, minute, second, ticks, offsetMinutes } = result.value;
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; the setters do not.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(
    hour,
    minute - (offsetMinutes ?? options.assumeOffsetMinutes),
    second,
    Math.floor(ticks / 10_000),
  );
  return date.getTime();
}

function isUnsetMoment(parts: DateTimeParts): boolean {
  const { year, month, day, hour, minute, second, ticks } = parts;
  return year === 1 && month === 1 && day === 1 && hour === 0 && minute === 0 && second === 0 && ticks === 0;
}
