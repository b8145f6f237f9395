import { PlatformError } from "../platform-error.ts";
import type { TimeZone } from "./time-zones.ts";

/**
 * Gives how many minutes a zone is ahead of UTC at an instant, summer time included. Whole minutes: the seconds of
 * the local mean times before about 1900 are rounded, since the platform's offsets have no place for them.
 *
 * @param instant - milliseconds since 1970-01-01 UTC.
 *
 * @throws {PlatformError} `time-zone-invalid` when the runtime does not know the zone's IANA name, and
 * `date-time-invalid` when the instant is none.
 *
 * @example
 * const oslo = { id: 261, code: "NO", iana: "Europe/Oslo" };
 * offsetMinutesAt(Date.parse("2024-07-01T00:00:00Z"), oslo); // 120
 */
export function offsetMinutesAt(instant: number, zone: TimeZone): number {
  if (!(Math.abs(instant) <= MAX_INSTANT))
    throw new PlatformError("date-time-invalid", "This is no instant.");
  if (zone.iana === "UTC") return 0;
  const match = /GMT(?:([+\u2212-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(
    formatterOf(zone.iana).format(instant),
  );
  if (!match) throw new PlatformError("time-zone-invalid", "The runtime does not tell the zone's offset.");
  const [, sign = "+", hours = "0", minutes = "0", seconds = "0"] = match;
  const offset = Math.round(Number(hours) * 60 + Number(minutes) + Number(seconds) / 60);
  return sign === "+" ? offset : -offset;
}

/** ECMA-262, 21.4.1.1. */
const MAX_INSTANT = 8.64e15;

/** Making a formatter costs a hundred times as much as using it; one per name that a runtime knows is kept. */
const formatterOf = /* @__PURE__ */ remember((iana: string) => {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: iana, year: "numeric", timeZoneName: "longOffset" });
  } catch (cause) {
    throw new PlatformError("time-zone-invalid", "The runtime knows no time zone of this IANA name.", {
      cause,
    });
  }
});

function remember<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    const before = made.get(key);
    if (before !== undefined) return before;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
