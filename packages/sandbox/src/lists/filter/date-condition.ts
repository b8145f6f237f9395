import { type FilterCriterion, type FilterValue, parseFilterDate } from "@so-webapi/platform";
import { type SQL, sql } from "drizzle-orm";
import type { Manners } from "../../http/manners.ts";
import { type Instant, UNSET } from "../../model/instant.ts";
import { constant, type ListColumn } from "../column.ts";
import { not } from "./compare.ts";
import { addDays, type Days, LAST_DAY } from "./days.ts";
import { refuse } from "./refuse.ts";
import { relativeDays } from "./relative-days.ts";

/** What dates of a filter depend on. */
export interface Calendar {
  readonly manners: Manners;
  readonly now: Instant;
}

const SECOND = 1_000;

/**
 * A criterion on a column of dates. Days are those of the zone that the column is shown in: the caller's, or UTC for
 * columns that stay in UTC. A column that is not set is on no day, neither before nor after another.
 *
 * Source of the operators: rest/Contact/v1ContactEntity_GetAll.md:40 to 44; docs.superoffice.com, "Criteria operators" and
 * OData search, "Dates" (`between` with dates).
 */
export function dateCondition(column: ListColumn, criterion: FilterCriterion, calendar: Calendar): SQL {
  const relative = relativeDays(criterion, today(column, calendar));
  const range =
    relative === undefined ? spanOf(criterion, column, calendar) : during(relative, column, calendar);
  const parts: SQL[] = [sql`${column.value} <> ${constant(UNSET)}`];
  if (range.from !== undefined) parts.push(sql`${column.value} >= ${range.from}`);
  if (range.before !== undefined) parts.push(sql`${column.value} < ${range.before}`);
  const within = sql`(${sql.join(parts, sql` and `)})`;
  return criterion.operator === "ne" ? not(within) : within;
}

/** From an instant on, until before another. */
interface Span {
  readonly from?: Instant;
  readonly before?: Instant;
}

function spanOf(criterion: FilterCriterion, column: ListColumn, calendar: Calendar): Span {
  const [first, second] = criterion.values.map((value) => spanOfValue(value, column, calendar));
  if (first === undefined) throw refuse("The operator is not for columns of dates.", criterion.place);
  switch (criterion.operator) {
    case "before":
    case "beforeTime":
    case "lt":
      return only({ before: first.from });
    case "le":
      return only({ before: first.before });
    case "after":
    case "afterTime":
    case "gt":
      return only({ from: first.before });
    case "ge":
      return only({ from: first.from });
    case "date":
    case "dateTime":
    case "eq":
    case "ne":
      return first;
    case "between":
    case "dateBetween":
      return only({ from: first.from, before: second?.before });
    default:
      throw refuse("The operator is not for columns of dates.", criterion.place);
  }
}

function only(span: { from?: Instant | undefined; before?: Instant | undefined }): Span {
  const { from, before } = span;
  return { ...(from === undefined ? {} : { from }), ...(before === undefined ? {} : { before }) };
}

/** A day, or where a time is given, its second. */
function spanOfValue(value: FilterValue, column: ListColumn, calendar: Calendar): Span {
  const text = typeof value.value === "string" ? parseFilterDate(value.value) : undefined;
  if (text === undefined) throw refuse("The column holds dates, in single quotes.", value.place);
  if (!text.includes("T")) return during({ first: text, last: text }, column, calendar);
  const from = calendar.manners.readDateTime(text, column.utc);
  return { from, before: later(from, SECOND) };
}

function during({ first, last }: Days, column: ListColumn, { manners }: Calendar): Span {
  const startOf = (day: string) => manners.readDateTime(`${day}T00:00:00`, column.utc);
  return last === LAST_DAY
    ? { from: startOf(first) }
    : { from: startOf(first), before: startOf(addDays(last, 1)) };
}

/** Today where the column is shown. */
function today(column: ListColumn, { manners, now }: Calendar): string {
  return manners.writeDateTime(now, column.utc).slice(0, 10);
}

function later(at: Instant, milliseconds: number): Instant {
  const moved = new Date(Date.parse(`${at.slice(0, 23)}Z`) + milliseconds).toISOString();
  return (moved.startsWith("+") ? at : `${moved.slice(0, 23)}${at.slice(23)}`) as Instant;
}
