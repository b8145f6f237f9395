import type { FilterCriterion, FilterNode } from "@so-webapi/platform";
import { type SQL, sql } from "drizzle-orm";
import type { ListColumn } from "../column.ts";
import { findColumn, hasNoColumn, type ListSource } from "../list-source.ts";
import { type Calendar, dateCondition } from "./date-condition.ts";
import { booleanCondition, numberCondition } from "./number-condition.ts";
import { refuse } from "./refuse.ts";
import { textCondition } from "./text-condition.ts";

/** What a filter depends on besides the list. */
export interface FilterContext extends Calendar {
  /** The caller, for `currentAssociate`. */
  readonly associateId: number;
}

/** A filter in SQL, and the columns it asks for. */
export interface FilterCondition {
  readonly condition: SQL;
  readonly columns: readonly ListColumn[];
}

/**
 * Turns a parsed `$filter` into SQL: names of columns are looked up, and values are parameters, so nothing of the caller's
 * text becomes SQL.
 *
 * @throws {PlatformFailure} 400 with the place, for a column that the list does not have or cannot filter by, and for an
 * operator or value that is not for that column.
 */
export function filterCondition(
  node: FilterNode,
  source: ListSource,
  context: FilterContext,
): FilterCondition {
  const columns: ListColumn[] = [];
  const conditionOf = (part: FilterNode): SQL => {
    if (part.kind === "group") return conditionOf(part.term);
    if (part.kind !== "criterion") return joined(part.terms.map(conditionOf), sql.raw(part.kind));
    const column = columnOf(part, source);
    columns.push(column);
    return criterionCondition(column, part, context);
  };
  return { condition: conditionOf(node), columns };
}

/** As a balanced tree: SQLite refuses expressions that are a thousand deep. */
function joined(conditions: readonly SQL[], word: SQL): SQL {
  const [first] = conditions;
  if (first !== undefined && conditions.length === 1) return first;
  const half = conditions.length >> 1;
  return sql`(${joined(conditions.slice(0, half), word)} ${word} ${joined(conditions.slice(half), word)})`;
}

function columnOf({ column: name, place }: FilterCriterion, source: ListSource): ListColumn {
  const column = findColumn(source, name);
  if (column === undefined) throw refuse(`The list ${hasNoColumn(source, name)}`, place);
  if (!column.canFilter) throw refuse(`The list cannot be filtered by ${column.name}.`, place);
  return column;
}

function criterionCondition(column: ListColumn, criterion: FilterCriterion, context: FilterContext): SQL {
  switch (column.kind) {
    case "text":
      return textCondition(column.value, criterion);
    case "boolean":
      return booleanCondition(column.value, criterion);
    case "date":
    case "date-time":
      return dateCondition(column, criterion, context);
    default:
      return numberCondition(column, criterion, context.associateId);
  }
}
