import type { FilterCriterion } from "@so-webapi/platform";
import { type SQL, sql } from "drizzle-orm";
import { among, comparison, not, plain } from "./compare.ts";
import { refuse } from "./refuse.ts";

/**
 * A criterion on a column of text. A to Z compare in either case, other letters exactly: what SQLite can do everywhere. No
 * operator reads its value as a pattern, so percent and underscore are themselves.
 *
 * Source of the operators: rest/Contact/v1ContactEntity_GetAll.md:34 and 44; docs.superoffice.com, OData search, "String"
 * (between, in).
 */
export function textCondition(value: SQL, { operator, values, place }: FilterCriterion): SQL {
  const texts = plain(values);
  const [first, second] = texts;
  for (const [index, text] of texts.entries())
    if (typeof text !== "string")
      throw refuse("The column holds text, in single quotes.", values[index]?.place ?? place);
  const folded = sql`${value} collate nocase`;
  switch (operator) {
    case "is":
      return among(folded, texts);
    case "isNot":
      return not(among(folded, texts));
    case "begins":
    case "startswith":
      return begins(value, String(first));
    case "notBegins":
      return not(begins(value, String(first)));
    case "contains":
    case "substringof":
      return contains(value, String(first));
    case "notContains":
      return not(contains(value, String(first)));
    case "endswith":
      return ends(value, String(first));
    case "oneOf":
      return among(sql`(${folded})`, texts);
    case "notOneOf":
      return not(among(sql`(${folded})`, texts));
    case "between":
      return sql`(${folded} >= ${first} and ${folded} <= ${second})`;
    default: {
      const condition = comparison(folded, operator, first);
      if (condition === undefined) throw refuse("The operator is not for columns of text.", place);
      return condition;
    }
  }
}

function begins(value: SQL, text: string): SQL {
  return sql`substr(${value}, 1, length(${text})) = ${text} collate nocase`;
}

function contains(value: SQL, text: string): SQL {
  return sql`instr(lower(${value}), lower(${text})) > 0`;
}

function ends(value: SQL, text: string): SQL {
  if (text === "") return sql`1 = 1`;
  return sql`substr(${value}, -length(${text})) = ${text} collate nocase`;
}
