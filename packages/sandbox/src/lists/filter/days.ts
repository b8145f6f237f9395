import type { FilterPeriod } from "@so-webapi/platform";

// Days as text, `2026-11-22`: what a calendar shows, without a zone.

/** First and last day, both of them within. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** The ends of the calendar; spans of time beyond stop there. */
export const FIRST_DAY = "0001-01-01";
export const LAST_DAY = "9999-12-31";

/** Which periods, counted from the one that today is in: `from` -1 and `to` 0 are the previous and this one. */
export function periodsAround(today: string, unit: FilterPeriod, from: number, to: number): Days {
  const start = startOfPeriod(today, unit);
  const end = addPeriods(start, unit, to + 1);
  return { first: addPeriods(start, unit, from), last: end === LAST_DAY ? LAST_DAY : addDays(end, -1) };
}

/** A day so many days later; negative for earlier. */
export function addDays(day: string, count: number): string {
  return dayOf(startOf(day), (date) => date.setUTCDate(date.getUTCDate() + count), count);
}

/** Weeks begin on Monday (docs.superoffice.com, "Date range as criteria": a week ends on Sunday). */
function startOfPeriod(day: string, unit: FilterPeriod): string {
  const month = Number(day.slice(5, 7)) - 1;
  switch (unit) {
    case "day":
      return day;
    case "week":
      return addDays(day, -((startOf(day).getUTCDay() + 6) % 7));
    default: {
      const first = month - (month % MONTHS[unit]);
      return `${day.slice(0, 4)}-${String(first + 1).padStart(2, "0")}-01`;
    }
  }
}

const MONTHS = { month: 1, quarter: 3, halfyear: 6, year: 12 } as const;

/** `start` is the first day of a period. */
function addPeriods(start: string, unit: FilterPeriod, count: number): string {
  if (unit === "day") return addDays(start, count);
  if (unit === "week") return addDays(start, count * 7);
  const months = count * MONTHS[unit];
  return dayOf(startOf(start), (date) => date.setUTCMonth(date.getUTCMonth() + months), count);
}

function startOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Moves a date; what leaves the calendar stops at its end. */
function dayOf(date: Date, move: (date: Date) => void, direction: number): string {
  move(date);
  const year = date.getUTCFullYear();
  if (Number.isNaN(year)) return direction < 0 ? FIRST_DAY : LAST_DAY;
  if (year < 1) return FIRST_DAY;
  return year > 9999 ? LAST_DAY : date.toISOString().slice(0, 10);
}
