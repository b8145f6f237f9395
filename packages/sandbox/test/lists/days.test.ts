import { parseFilter } from "@so-webapi/platform";
import { describe, expect, test } from "vitest";
import { addDays } from "../../src/lists/filter/days.ts";
import { relativeDays } from "../../src/lists/filter/relative-days.ts";

function daysOf(filter: string, today: string): string {
  const parsed = parseFilter(filter);
  if (!parsed.ok || parsed.value.kind !== "criterion") throw new Error(filter);
  const days = relativeDays(parsed.value, today);
  return days === undefined ? "none" : `${days.first} to ${days.last}`;
}

describe("relative dates", () => {
  // docs.superoffice.com, "Date range as criteria", prints these. Its weeks and the ends of two of its quarters do not agree
  // with the calendar of 2025; the weeks here are those of 2025, and such quarters are left out.
  const ranges = [
    ["thisAndNext(d, 10, 'days')", "2025-10-15 to 2025-10-25"],
    ["thisAndNext(d, 2, 'weeks')", "2025-10-13 to 2025-11-02"],
    ["thisAndNext(d, 2, 'months')", "2025-10-01 to 2025-12-31"],
    ["thisAndNext(d, 1, 'quarter')", "2025-10-01 to 2026-03-31"],
    ["thisAndNext(d, 2, 'years')", "2025-01-01 to 2027-12-31"],
    ["thisAndPrevious(d, 5, 'days')", "2025-10-10 to 2025-10-15"],
    ["thisAndPrevious(d, 4, 'months')", "2025-06-01 to 2025-10-31"],
    ["thisAndPrevious(d, 2, 'quarters')", "2025-04-01 to 2025-12-31"],
    ["thisAndPrevious(d, 2, 'years')", "2023-01-01 to 2025-12-31"],
    ["previous(d, 14, 'days')", "2025-10-01 to 2025-10-14"],
    ["previous(d, 2, 'weeks')", "2025-09-29 to 2025-10-12"],
    ["previous(d, 6, 'months')", "2025-04-01 to 2025-09-30"],
    ["previous(d, 2, 'years')", "2023-01-01 to 2024-12-31"],
    ["this(d, 'week')", "2025-10-13 to 2025-10-19"],
    ["this(d, 'month')", "2025-10-01 to 2025-10-31"],
    ["this(d, 'quarter')", "2025-10-01 to 2025-12-31"],
    ["this(d, 'halfyear')", "2025-07-01 to 2025-12-31"],
    ["this(d, 'year')", "2025-01-01 to 2025-12-31"],
    ["next(d, 3, 'days')", "2025-10-16 to 2025-10-18"],
    ["next(d, 4, 'weeks')", "2025-10-20 to 2025-11-16"],
    ["next(d, 1, 'month')", "2025-11-01 to 2025-11-30"],
    ["next(d, 2, 'quarters')", "2026-01-01 to 2026-06-30"],
    ["next(d, 3, 'years')", "2026-01-01 to 2028-12-31"],
    ["thisAndPreviousAndNext(d, 'day')", "2025-10-14 to 2025-10-16"],
    ["thisAndPreviousAndNext(d, 'month')", "2025-09-01 to 2025-11-30"],
    ["d today", "2025-10-15 to 2025-10-15"],
    ["d lastWeek", "2025-10-06 to 2025-10-12"],
    ["d thisWeek", "2025-10-13 to 2025-10-19"],
    ["d nextWeek", "2025-10-20 to 2025-10-26"],
    ["d lastMonth", "2025-09-01 to 2025-09-30"],
    ["d nextMonth", "2025-11-01 to 2025-11-30"],
    ["d lastQuarter", "2025-07-01 to 2025-09-30"],
    ["d nextQuarter", "2026-01-01 to 2026-03-31"],
    ["d thisHalf", "2025-07-01 to 2025-12-31"],
    ["d thisYear", "2025-01-01 to 2025-12-31"],
    ["d beforeToday", "0001-01-01 to 2025-10-14"],
    ["d afterToday", "2025-10-16 to 9999-12-31"],
    ["d before '2025-1-1'", "none"],
  ];
  test.each(ranges)("counted from the day that today is: %s is %s", (filter, days) => {
    expect(daysOf(filter, "2025-10-15")).toBe(days);
  });

  test.each([
    ["d lastMonth", "2024-03-31", "2024-02-01 to 2024-02-29"],
    ["d nextMonth", "2026-12-31", "2027-01-01 to 2027-01-31"],
    ["d thisWeek", "2026-11-22", "2026-11-16 to 2026-11-22"],
    ["d thisWeek", "2026-11-23", "2026-11-23 to 2026-11-29"],
    ["d lastQuarter", "2026-01-05", "2025-10-01 to 2025-12-31"],
  ])("months and years end where the calendar says: %s on %s", (filter, today, days) => {
    expect(daysOf(filter, today)).toBe(days);
  });

  const beyond = [
    ["next(d, 2147483647, 'years')", "2026-01-01 to 9999-12-31"],
    ["previous(d, 99999999999, 'days')", "0001-01-01 to 2025-10-14"],
    ["thisAndPrevious(d, 9000, 'quarters')", "0001-01-01 to 2025-12-31"],
  ];
  test.each(beyond)("spans that leave the calendar stop at its end: %s", (filter, days) => {
    expect(daysOf(filter, "2025-10-15")).toBe(days);
  });

  test("days of the first centuries are themselves", () => {
    expect(addDays("0099-12-31", 1)).toBe("0100-01-01");
    expect(addDays("0001-01-01", -1)).toBe("0001-01-01");
  });
});
