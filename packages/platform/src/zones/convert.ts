import {
  type DateTimeErrorCode,
  type DateTimeParts,
  formatDateTime,
  parseDateTime,
} from "../dates/date-time.ts";
import { isUnset, UNSET_DATE_TIME } from "../dates/instant.ts";
import { failure, type Result, success } from "../result.ts";
import { offsetMinutesAt } from "./offset.ts";
import type { TimeZone } from "./time-zones.ts";

/**
 * Besides what a date-time can have wrong: `date-time-no-zone` when it has no offset and nobody said which zone it is
 * in. `date-time-range` also means that the moment lies outside of the years 1 to 9999 once converted.
 */
export type ZoneErrorCode = DateTimeErrorCode | "date-time-no-zone";

/** The zone that texts without an offset are in, and whether the answer says its own. */
export interface ToZoneOptions {
  /** The zone of a text without an offset: the tenant's base time zone. No default: a wrong guess moves appointments. */
  readonly base?: TimeZone;
  /** Whether the offset is written, as `includeTZOffset` asks; UTC is written `Z`. Default `false`. */
  readonly includeOffset?: boolean;
}

/**
 * Gives a date-time as a clock in a zone shows it, for an answer. A text with an offset and a number, milliseconds
 * since 1970-01-01 UTC, are instants; a text without one is in the zone `base`. Fractions stay, to the seventh digit.
 * "Not set" is never converted and comes back as `0001-01-01T00:00:00`.
 *
 * Properties that are documented as UTC stay UTC whatever the header says: give them the zone UTC.
 *
 * Source: platform, "Headers that change the body"; docs.superoffice.com, "SOTimezone". That page prints offsets as
 * `-0500`; samples have the colon, and so does this.
 *
 * @throws {PlatformError} `time-zone-invalid` when the runtime does not know a zone's IANA name.
 *
 * @example
 * const newYork = { id: 460, code: "US-NY", iana: "America/New_York" };
 * const result = toZone("2018-12-24T12:34:45Z", newYork, { includeOffset: true });
 * result.ok && result.value; // "2018-12-24T07:34:45-05:00"
 */
export function toZone(
  moment: string | number,
  zone: TimeZone,
  options: ToZoneOptions = {},
): Result<string, ZoneErrorCode> {
  const { base, includeOffset = false } = options;
  if (typeof moment === "string" && isUnsetText(moment)) return success(UNSET_DATE_TIME);
  const found = typeof moment === "number" ? numberToMoment(moment) : textToMoment(moment, base);
  return found.ok ? write(found.value, zone, includeOffset) : found;
}

/**
 * Gives the instant of a date-time that a caller sent, as text in UTC with `Z`: one with an offset is what it says,
 * one without is in the zone that `SO-TimeZone` asked for. Fractions stay, to the seventh digit. "Not set" is never
 * converted and comes back as `0001-01-01T00:00:00`.
 *
 * What the clock shows twice when summer time ends is the first of both; what it skips when summer time begins is as
 * much later as the clock is put forward. Source: RFC 5545, 3.3.5; what the platform does is not documented.
 *
 * @throws {PlatformError} `time-zone-invalid` when the runtime does not know the zone's IANA name.
 *
 * @example
 * const oslo = { id: 261, code: "NO", iana: "Europe/Oslo" };
 * const result = fromZone("2018-12-24T12:34:45.1234567", oslo);
 * result.ok && result.value; // "2018-12-24T11:34:45.1234567Z"
 */
export function fromZone(text: string, zone: TimeZone): Result<string, ZoneErrorCode> {
  if (isUnsetText(text)) return success(UNSET_DATE_TIME);
  const moment = textToMoment(text, zone);
  return moment.ok ? write(moment.value, UTC, true) : moment;
}

/** Looks at the year first: nearly every text is of another. */
function isUnsetText(text: string): boolean {
  return text.startsWith("0001-") && isUnset(text);
}

/** An instant in whole seconds and what is finer: zones move by whole minutes, so the ticks never change. */
interface Moment {
  /** Milliseconds since 1970-01-01 UTC, a multiple of 1,000. */
  readonly instant: number;
  /** 0 to 9,999,999 times 100 nanoseconds. */
  readonly ticks: number;
}

const UTC: TimeZone = { id: 1, code: "UTC", iana: "UTC" };
const MINUTE = 60_000;
const DAY = 86_400_000;
const FIRST = -62_135_596_800_000;
const LAST = 253_402_300_799_000;

function numberToMoment(milliseconds: number): Result<Moment, ZoneErrorCode> {
  const instant = Math.floor(milliseconds / 1000) * 1000;
  // Comparing also refuses what is no number.
  if (!(instant >= FIRST && instant <= LAST)) return outOfRange();
  return success({ instant, ticks: Math.floor((milliseconds - instant) * 10_000) });
}

function textToMoment(text: string, zone: TimeZone | undefined): Result<Moment, ZoneErrorCode> {
  const parsed = parseDateTime(text);
  if (!parsed.ok) return parsed;
  const { offsetMinutes, ticks } = parsed.value;
  const clock = toClock(parsed.value);
  if (offsetMinutes !== null) return success({ instant: clock - offsetMinutes * MINUTE, ticks });
  if (!zone) return failure("date-time-no-zone", "The date-time has no offset, and no zone is given for it.");
  return success({ instant: clockToInstant(clock, zone), ticks });
}

/**
 * Finds the instant at which a clock in the zone shows this. The offsets a day before and a day behind bracket any
 * change between them. Where both answer, in an overlap, the one from before the change is the first; where neither
 * does, in a gap, it is what RFC 5545 asks for. So the later one counts only where it alone fits.
 */
function clockToInstant(clock: number, zone: TimeZone): number {
  const before = clock - offsetMinutesAt(clock - DAY, zone) * MINUTE;
  const behind = clock - offsetMinutesAt(clock + DAY, zone) * MINUTE;
  return !shows(before, clock, zone) && shows(behind, clock, zone) ? behind : before;
}

function shows(instant: number, clock: number, zone: TimeZone): boolean {
  return instant + offsetMinutesAt(instant, zone) * MINUTE === clock;
}

function write(moment: Moment, zone: TimeZone, includeOffset: boolean): Result<string, ZoneErrorCode> {
  const offset = offsetMinutesAt(moment.instant, zone);
  const clock = moment.instant + offset * MINUTE;
  if (!(clock >= FIRST && clock <= LAST)) return outOfRange();
  return success(
    formatDateTime({ ...toParts(clock), ticks: moment.ticks, offsetMinutes: includeOffset ? offset : null }),
  );
}

/** What the clock shows, as milliseconds since it showed 1970-01-01T00:00:00. */
function toClock({ year, month, day, hour, minute, second }: DateTimeParts): number {
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; the setters do not.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second);
}

function toParts(clock: number): Omit<DateTimeParts, "ticks" | "offsetMinutes"> {
  const date = new Date(clock);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

function outOfRange(): Result<never, ZoneErrorCode> {
  return failure("date-time-range", "The date-time lies outside of the years 1 to 9999.");
}
