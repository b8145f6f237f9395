import type { FilterCriterion } from "@so-webapi/platform";
import { type SQL, sql } from "drizzle-orm";
import type { ListColumn } from "../column.ts";
import { among, comparison, not, plain } from "./compare.ts";
import { refuse } from "./refuse.ts";

/**
 * A criterion on a column of numbers, or of ids of list items, users and groups.
 *
 * Source of the operators: rest/Contact/v1ContactEntity_GetAll.md:32, 36, 38, 42 and 56 (`category gt 1`);
 * docs.superoffice.com, OData search, "Numbers" (`contactId set 5` is equality).
 */
export function numberCondition(column: ListColumn, criterion: FilterCriterion, associateId: number): SQL {
  const { operator, values, place } = criterion;
  const { value } = column;
  const numbers = plain(values);
  const [first, second] = numbers;
  for (const [index, number] of numbers.entries())
    if (typeof number !== "number") throw refuse("The column holds numbers.", values[index]?.place ?? place);
  if (isOfAssociates(operator) && column.kind !== "associate")
    throw refuse("The operator is for columns of associates.", place);
  switch (operator) {
    case "oneOf":
    case "associateIsOneOf":
      return among(value, numbers);
    case "notOneOf":
    case "associateIsNotOneOf":
      return not(among(value, numbers));
    case "currentAssociate":
      return sql`${value} = ${associateId}`;
    case "between":
      return sql`(${value} >= ${first} and ${value} <= ${second})`;
    case "set":
      if (first === undefined) throw refuse("With numbers the operator needs a value.", place);
      return sql`${value} = ${first}`;
    default: {
      const condition = comparison(value, operator, first);
      if (condition === undefined) throw refuse("The operator is not for columns of numbers.", place);
      return condition;
    }
  }
}

function isOfAssociates(operator: string): boolean {
  return operator === "currentAssociate" || operator.startsWith("associateIs");
}

/**
 * A criterion on a column of yes and no: `stop set`, `stop set 0`, `retired = true`.
 *
 * Source: docs.superoffice.com, OData search, "Boolean"; without a value
 * agent/Archive_Agent/v1ArchiveAgent_GetArchiveList2.md:28.
 */
export function booleanCondition(value: SQL, { operator, values, place }: FilterCriterion): SQL {
  const [given] = values;
  const isYes = given === undefined || given.value === true || given.value === 1;
  const isNo = given?.value === false || given?.value === 0;
  if (!isYes && !isNo) throw refuse("The column holds true or false.", given?.place ?? place);
  if (operator !== "set" && operator !== "eq" && operator !== "ne")
    throw refuse("The operator is not for columns of true and false.", place);
  return (operator === "ne") === isYes ? sql`${value} = 0` : sql`${value} <> 0`;
}
