import type { FilterCriterion, FilterOperatorName, FilterPeriod } from "@so-webapi/platform";
import { addDays, type Days, FIRST_DAY, LAST_DAY, periodsAround } from "./days.ts";

/** Operators without a value: a unit and which of them, counted from the one that today is in. */
const UNARY: Partial<Record<FilterOperatorName, readonly [FilterPeriod, number]>> = {
  today: ["day", 0],
  lastWeek: ["week", -1],
  thisWeek: ["week", 0],
  nextWeek: ["week", 1],
  lastMonth: ["month", -1],
  thisMonth: ["month", 0],
  nextMonth: ["month", 1],
  lastQuarter: ["quarter", -1],
  thisQuarter: ["quarter", 0],
  nextQuarter: ["quarter", 1],
  thisHalf: ["halfyear", 0],
  thisYear: ["year", 0],
};

/**
 * The days that an operator relative to today means, or undefined for another operator. Previous and next periods leave
 * the current one out; `thisAnd...` has it within.
 *
 * Source: rest/Contact/v1ContactEntity_GetAll.md:42 and 44; docs.superoffice.com, "Date range as criteria", which gives
 * the ranges by example.
 */
export function relativeDays({ operator, values }: FilterCriterion, today: string): Days | undefined {
  const unary = UNARY[operator];
  if (unary !== undefined) return periodsAround(today, unary[0], unary[1], unary[1]);
  if (operator === "beforeToday") return { first: FIRST_DAY, last: addDays(today, -1) };
  if (operator === "afterToday") return { first: addDays(today, 1), last: LAST_DAY };

  const unit = values.find((value) => value.kind === "period")?.value;
  if (unit === undefined) return undefined;
  const count = values.find((value) => value.kind === "number")?.value ?? 1;
  switch (operator) {
    case "this":
      return periodsAround(today, unit, 0, 0);
    case "next":
      return periodsAround(today, unit, 1, count);
    case "previous":
      return periodsAround(today, unit, -count, -1);
    case "thisAndNext":
      return periodsAround(today, unit, 0, count);
    case "thisAndPrevious":
      return periodsAround(today, unit, -count, 0);
    case "thisAndPreviousAndNext":
      return periodsAround(today, unit, -1, 1);
    default:
      return undefined;
  }
}
