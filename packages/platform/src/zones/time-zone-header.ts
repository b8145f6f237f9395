import { failure, type Result, success } from "../result.ts";
import { findTimeZone, TIME_ZONES, type TimeZone } from "./time-zones.ts";

/** What `SO-TimeZone` asks for. */
export interface TimeZoneChoice {
  /** The zone that date-times without an offset are in, both ways. */
  readonly zone: TimeZone;
  /** Whether the date-times of the answer carry their offset. */
  readonly includeOffset: boolean;
}

/** `form`: not a zone with or without `includeTZOffset`. `unknown`: of that form, but the list has no such zone. */
export type TimeZoneHeaderErrorCode = "time-zone-form" | "time-zone-unknown";

/** The name of the header. */
export const TIME_ZONE_HEADER = "SO-TimeZone";

/**
 * Reads an `SO-TimeZone` header: a zone by code or number, then perhaps a comma and `includeTZOffset`; letter case
 * and white space around either make no difference. What a server does about a header that is refused here is
 * documented nowhere. Without the header date-times are in the base time zone.
 *
 * @param zones - the zones that exist; the documented ones unless given.
 *
 * Source: platform, "Headers that change the body"; docs.superoffice.com, "Headers", SO-TIMEZONE.
 *
 * @example
 * const result = parseTimeZoneHeader("NO, includeTZOffset");
 * result.ok && [result.value.zone.id, result.value.includeOffset]; // [261, true]
 */
export function parseTimeZoneHeader(
  header: string,
  zones: readonly TimeZone[] = TIME_ZONES,
): Result<TimeZoneChoice, TimeZoneHeaderErrorCode> {
  const [name = "", option, ...rest] = header.split(",").map((part) => part.trim());
  const includeOffset = option?.toLowerCase() === "includetzoffset";
  const isForm = /^[A-Za-z0-9-]+$/.test(name) && (option === undefined || includeOffset) && rest.length === 0;
  if (!isForm) {
    return failure("time-zone-form", `${TIME_ZONE_HEADER} is no time zone with or without includeTZOffset.`);
  }
  const zone = findTimeZone(name, zones);
  if (!zone)
    return failure("time-zone-unknown", `${TIME_ZONE_HEADER} names no time zone that is known here.`);
  return success({ zone, includeOffset });
}
