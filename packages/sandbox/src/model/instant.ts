import { type DateTimeParts, formatDateTime } from "@so-webapi/platform";

declare const instant: unique symbol;
/**
 * A moment in UTC, as text of one width with seven fractional digits: `2026-11-22T08:05:00.0000000`. Instants sort as
 * text, lose nothing of what the platform can send, and hold every year from 1 to 9999.
 */
export type Instant = string & { readonly [instant]: true };

/** "Not set", which no zone moves. */
export const UNSET = "0001-01-01T00:00:00.0000000" as Instant;

/** The instant of a time in milliseconds since 1970-01-01 UTC. */
export function instantOf(milliseconds: number): Instant {
  return `${new Date(milliseconds).toISOString().slice(0, 23)}0000` as Instant;
}

/** Milliseconds since 1970-01-01 UTC; what is finer is cut off. */
export function millisecondsOf(at: Instant): number {
  return Date.parse(`${at.slice(0, 23)}Z`);
}

/** The second of an instant, as `Last-Modified` and `If-Modified-Since` can say it. */
export function secondOf(at: Instant): string {
  return at.slice(0, 19);
}

/** Writes parts that are in UTC as an instant. */
export function instantText(parts: DateTimeParts): Instant {
  const text = formatDateTime({ ...parts, offsetMinutes: null });
  const [whole, fraction = ""] = text.split(".");
  return `${whole}.${fraction.padEnd(7, "0")}` as Instant;
}
