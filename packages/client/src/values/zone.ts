import { findTimeZone, type TimeZone } from "@so-webapi/platform/zones";
import { SoValueError } from "./value-error.ts";

/**
 * A time zone: the platform's code or number for one of the ten that its documentation shows (`"NO"`, 261), or any other
 * with its name for the runtime: `{ id: 433, code: "US-HI", iana: "Pacific/Honolulu" }`.
 */
export type ZoneInput = string | number | TimeZone;

/** @throws {SoValueError} `time-zone-unknown`. */
export function zoneOf(zone: ZoneInput): TimeZone {
  const found = typeof zone === "object" ? zone : findTimeZone(zone);
  if (found) return found;
  throw new SoValueError(
    "time-zone-unknown",
    "The time zone is none of the documented ones: give its IANA name.",
  );
}
