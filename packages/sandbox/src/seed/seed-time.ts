import { type Instant, instantOf } from "../model/instant.ts";

// Moments in a seed file: so that a world has something to see whenever it is made, they can count from the moment of
// seeding.

/**
 * A moment as a seed file writes it: `-2d 14:30` (days from the day of seeding, at a time of day in UTC), `-2d` (at the
 * same time of day), `-3h`, `+15m`, `now`, or a date with offset, `2026-11-20T12:00:00Z`.
 */
export type SeedTime = string;

const RELATIVE = /^([+-]\d{1,6})(?:d(?: (\d\d):(\d\d))?|(h|m))$/;
const ABSOLUTE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Resolves a moment of a seed file; undefined for what is none, or lies outside the years 1 to 9999. */
export function resolveSeedTime(text: SeedTime, now: number): Instant | undefined {
  const milliseconds = millisecondsAt(text, now);
  if (milliseconds === undefined || !(milliseconds >= EARLIEST && milliseconds <= LATEST)) return undefined;
  return instantOf(milliseconds);
}

const EARLIEST = Date.UTC(2000, 0, 1) - 730_119 * DAY;
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

function millisecondsAt(text: SeedTime, now: number): number | undefined {
  if (text === "now") return now;
  if (ABSOLUTE.test(text)) return Date.parse(text);
  const [, count, hour, minute, unit] = RELATIVE.exec(text) ?? [];
  if (count === undefined) return undefined;
  if (unit !== undefined) return now + Number(count) * (unit === "h" ? 60 : 1) * MINUTE;
  if (hour === undefined || minute === undefined) return now + Number(count) * DAY;
  if (Number(hour) > 23 || Number(minute) > 59) return undefined;
  return Math.floor(now / DAY) * DAY + Number(count) * DAY + (Number(hour) * 60 + Number(minute)) * MINUTE;
}
