import { toInstant, UNSET_DATE_TIME } from "@so-webapi/platform/dates";
import { type TimeZone, toZone } from "@so-webapi/platform/zones";
import { SoValueError } from "./value-error.ts";
import { type ZoneInput, zoneOf } from "./zone.ts";

export type { ZoneInput } from "./zone.ts";

/** The zone that texts without an offset are in. */
export interface ZoneOption {
  /**
   * The zone of a text without an offset: the one that `SO-TimeZone` asked for, else the tenant's base time zone; UTC for
   * properties documented as UTC. No default for texts without an offset: a wrong guess moves appointments.
   */
  readonly zone?: ZoneInput | undefined;
}

const UTC: TimeZone = { id: 1, code: "UTC", iana: "UTC" };

/**
 * Makes a `Date` of a date-time as the platform writes it; `null` for none, and for `0001-01-01T00:00:00`, which is how the
 * platform says none. What is finer than a millisecond is cut off.
 *
 * What the clock shows twice when summer time ends is the first of both; what it skips is moved on by the gap.
 *
 * @throws {SoValueError} `date-time-no-zone` for a text without an offset where no zone is given, `date-time-form` and
 * `date-time-range` for what is no date-time, `time-zone-unknown`.
 *
 * @example
 * import { toDate } from "@so-webapi/client/values";
 *
 * toDate("2018-12-24T12:34:45", { zone: "NO" }); // 2018-12-24T11:34:45.000Z
 * toDate("2018-12-24T12:34:45-05:00"); // 2018-12-24T17:34:45.000Z
 * toDate("0001-01-01T00:00:00"); // null
 */
export function toDate(text: string | null | undefined, { zone }: ZoneOption = {}): Date | null {
  if (text === null || text === undefined) return null;
  const base = zone === undefined ? undefined : zoneOf(zone);
  const instant = toInstant(inZone(text, UTC, base, true), { assumeOffsetMinutes: 0 });
  return instant === null ? null : new Date(instant);
}

/**
 * Writes a `Date` as a clock in a zone shows it, for a body of the platform; `null` becomes `0001-01-01T00:00:00`.
 *
 * @param options - `zone` is the one that the platform will read it in: that of `SO-TimeZone`, else the base time zone.
 *
 * @throws {SoValueError} `date-time-range` for years before 1 or after 9999 and for a `Date` that is none.
 *
 * @example
 * import { fromDate } from "@so-webapi/client/values";
 *
 * fromDate(new Date("2018-12-24T11:34:45Z"), { zone: "NO" }); // "2018-12-24T12:34:45"
 */
export function fromDate(date: Date | null, options: FromDateOptions): string {
  if (date === null) return UNSET_DATE_TIME;
  return inZone(date.getTime(), zoneOf(options.zone), undefined, options.includeOffset ?? false);
}

export interface FromDateOptions {
  readonly zone: ZoneInput;
  /** Whether the offset is written, too. Default `false`. */
  readonly includeOffset?: boolean | undefined;
}

/** Like {@link toZone}, but it throws. */
export function inZone(
  moment: string | number,
  zone: TimeZone,
  base: TimeZone | undefined,
  includeOffset: boolean,
): string {
  const result = toZone(moment, zone, { ...(base && { base }), includeOffset });
  if (result.ok) return result.value;
  throw new SoValueError(result.code, result.message);
}
