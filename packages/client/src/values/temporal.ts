import { isUnset, UNSET_DATE_TIME } from "@so-webapi/platform/dates";
import { type FromDateOptions, inZone } from "./dates.ts";
import { SoValueError } from "./value-error.ts";
import { type ZoneInput, zoneOf } from "./zone.ts";

/** What is needed of `Temporal`: the runtime's own or a polyfill's. */
export interface TemporalLike<Zoned = unknown> {
  readonly ZonedDateTime: { from(text: string): Zoned };
}

/**
 * Makes a `Temporal.ZonedDateTime` of a date-time as the platform writes it, with all seven digits of its fraction; `null`
 * for none and for `0001-01-01T00:00:00`. `Temporal` is given, since not every runtime has it: its own, where it has one, or
 * a polyfill's, and the answer has that one's type.
 *
 * @param options - the zone of the result, and of a text without an offset; see `toDate`.
 *
 * @throws {SoValueError} as `toDate` does, and `temporal-missing` where `Temporal` is not there.
 */
export function toTemporal<Zoned>(
  temporal: TemporalLike<Zoned>,
  text: string | null | undefined,
  { zone }: { readonly zone: ZoneInput },
): Zoned | null {
  if (typeof temporal?.ZonedDateTime?.from !== "function")
    throw new SoValueError("temporal-missing", "This runtime has no Temporal: give a polyfill's.");
  if (text === null || text === undefined || isUnset(text)) return null;
  const target = zoneOf(zone);
  return temporal.ZonedDateTime.from(`${inZone(text, target, target, true)}[${target.iana}]`);
}

/**
 * Writes a `Temporal.ZonedDateTime` or `Temporal.Instant` as a clock in a zone shows it; `null` becomes
 * `0001-01-01T00:00:00`. What is finer than 100 nanoseconds, the platform's tick, is cut off.
 *
 * @throws {SoValueError} for years before 1 or after 9999.
 */
export function fromTemporal(
  moment: { readonly epochNanoseconds: bigint } | null,
  { zone, includeOffset = false }: FromDateOptions,
): string {
  if (moment === null) return UNSET_DATE_TIME;
  const { epochNanoseconds } = moment;
  const ofSecond = ((epochNanoseconds % SECOND) + SECOND) % SECOND;
  const second = new Date(Number((epochNanoseconds - ofSecond) / MILLISECOND));
  const fraction = String(ofSecond / TICK).padStart(7, "0");
  return inZone(
    second.toISOString().replace(".000Z", `.${fraction}Z`),
    zoneOf(zone),
    undefined,
    includeOffset,
  );
}

const SECOND = 1_000_000_000n;
const MILLISECOND = 1_000_000n;
const TICK = 100n;
