import type { FilterCriterion, FilterNode } from "@so-webapi/platform";
import { addDays } from "../../src/lists/filter/days.ts";
import type { ContactRow } from "./list-world.ts";

// A second reading of the filters, over rows in memory: plain JavaScript, no SQL. The tenant is in UTC.

const columns: Readonly<Record<string, (row: ContactRow) => unknown>> = {
  contactid: (row) => row.contactId,
  name: (row) => row.name,
  department: (row) => row.department,
  category: (row) => row.categoryId,
  associateid: (row) => row.associateId,
  contactdeleted: (row) => row.deleted !== 0,
  stop: (row) => row.rest.Xstop === true,
  registereddate: (row) => row.createdAt,
};

/** Which rows a filter keeps, by id. `today` is the day of the clock, `caller` the associate who asks. */
export function evaluate(
  node: FilterNode,
  rows: readonly ContactRow[],
  today: string,
  caller: number,
): readonly number[] {
  const keeps = (part: FilterNode, row: ContactRow): boolean => {
    if (part.kind === "group") return keeps(part.term, row);
    if (part.kind !== "criterion")
      return part.kind === "and"
        ? part.terms.every((term) => keeps(term, row))
        : part.terms.some((term) => keeps(term, row));
    return holds(part, columns[part.column.toLowerCase()]?.(row), today, caller);
  };
  return rows.filter((row) => keeps(node, row)).map((row) => row.contactId);
}

function holds(
  { operator, values, column }: FilterCriterion,
  stored: unknown,
  today: string,
  caller: number,
): boolean {
  const given = values.map(({ value }) => value);
  if (typeof stored === "boolean") {
    const wanted = given.length === 0 || given[0] === true || given[0] === 1;
    return operator === "ne" ? stored !== wanted : stored === wanted;
  }
  if (column.toLowerCase() === "registereddate")
    return holdsDate(operator, String(stored), given.map(String), today);
  if (typeof stored === "number") return holdsNumber(operator, stored, given.map(Number), caller);
  return holdsText(
    operator,
    fold(String(stored)),
    given.map((text) => fold(String(text))),
  );
}

function holdsNumber(operator: string, stored: number, given: readonly number[], caller: number): boolean {
  const [first = Number.NaN, second = Number.NaN] = given;
  switch (operator) {
    case "eq":
    case "set":
      return stored === first;
    case "ne":
      return stored !== first;
    case "lt":
      return stored < first;
    case "le":
      return stored <= first;
    case "gt":
      return stored > first;
    case "ge":
      return stored >= first;
    case "between":
      return stored >= first && stored <= second;
    case "oneOf":
    case "associateIsOneOf":
      return given.includes(stored);
    case "notOneOf":
    case "associateIsNotOneOf":
      return !given.includes(stored);
    case "currentAssociate":
      return stored === caller;
    default:
      throw new Error(operator);
  }
}

function holdsText(operator: string, stored: string, given: readonly string[]): boolean {
  const [first = "", second = ""] = given;
  switch (operator) {
    case "is":
    case "eq":
      return stored === first;
    case "isNot":
    case "ne":
      return stored !== first;
    case "begins":
    case "startswith":
      return stored.startsWith(first);
    case "notBegins":
      return !stored.startsWith(first);
    case "contains":
    case "substringof":
      return stored.includes(first);
    case "notContains":
      return !stored.includes(first);
    case "endswith":
      return stored.endsWith(first);
    case "oneOf":
      return given.includes(stored);
    case "notOneOf":
      return !given.includes(stored);
    case "between":
      return compare(stored, first) >= 0 && compare(stored, second) <= 0;
    case "lt":
      return compare(stored, first) < 0;
    case "le":
      return compare(stored, first) <= 0;
    case "gt":
      return compare(stored, first) > 0;
    case "ge":
      return compare(stored, first) >= 0;
    default:
      throw new Error(operator);
  }
}

function holdsDate(operator: string, stored: string, given: readonly string[], today: string): boolean {
  const day = stored.slice(0, 10);
  const [first = "", second = ""] = given;
  const isSet = !stored.startsWith("0001-01-01T00:00:00");
  switch (operator) {
    case "before":
    case "lt":
      return isSet && day < first;
    case "after":
    case "gt":
      return isSet && day > first;
    case "le":
      return isSet && day <= first;
    case "ge":
      return isSet && day >= first;
    case "date":
    case "eq":
      return isSet && day === first;
    case "ne":
      return !(isSet && day === first);
    case "between":
    case "dateBetween":
      return isSet && day >= first && day <= second;
    case "today":
      return isSet && day === today;
    case "beforeToday":
      return isSet && day < today;
    case "afterToday":
      return isSet && day > today;
    case "thisMonth":
      return isSet && day.slice(0, 7) === today.slice(0, 7);
    case "thisYear":
      return isSet && day.slice(0, 4) === today.slice(0, 4);
    case "previous":
      return isSet && day >= addDays(today, -Number(first)) && day < today;
    case "next":
      return isSet && day > today && day <= addDays(today, Number(first));
    default:
      throw new Error(operator);
  }
}

/** A to Z as SQLite folds them, other letters as they are. */
function fold(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** In the order of UTF-8, as SQLite compares. */
function compare(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
