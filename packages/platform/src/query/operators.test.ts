import { describe, expect, test } from "vitest";
import { filter } from "../../test/filter-trees.ts";
import { operators, parseFilterDate } from "./index.ts";

describe("operators", () => {
  const names = operators.flatMap(({ name, aliases }) => [name, ...aliases]);

  test("have no spelling twice", () => {
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  test("are those of the pages", () => {
    const pages =
      "eq = ne le lt gt ge set equals greater less unequals between contains is notBegins notContains isNot " +
      "begins associateIsOneOf associateIsNotOneOf oneOf notOneOf in before date after dateBetween beforeToday " +
      "currentAssociate today afterToday lastWeek thisWeek nextWeek lastMonth thisMonth nextMonth lastQuarter " +
      "thisQuarter nextQuarter thisHalf thisYear substringof startswith endswith this next previous thisAndNext " +
      "thisAndPrevious thisAndPreviousAndNext";
    const publicDocs = "!= < <= > >= beforeTime dateTime afterTime";
    expect(names.toSorted()).toEqual(`${pages} ${publicDocs}`.split(" ").toSorted());
  });

  const samples = { string: "'S'", number: "2", boolean: "true", date: "'2021-1-1'", period: "'weeks'" };

  test.each(operators)("read $name by each of its names, in any case", (operator) => {
    const [kind = "string"] = operator.kinds;
    const value = samples[kind];
    const values = {
      none: "",
      "none-or-one": value,
      one: value,
      two: `(${value}, ${value})`,
      many: `(${value})`,
      period: value,
      "number-and-period": "2, 'weeks'",
    }[operator.arity];
    for (const name of [operator.name, ...operator.aliases]) {
      for (const spelling of [name, name.toUpperCase(), name.toLowerCase()]) {
        const text = operator.form === "infix" ? `col ${spelling} ${values}` : `${spelling}(col, ${values})`;
        expect(filter(text)).toMatchObject({ column: "col", operator: operator.name });
      }
    }
  });
});

describe("parseFilterDate", () => {
  test.each([
    ["2014.3.4", "2014-03-04"],
    ["2021-1-1", "2021-01-01"],
    ["2024-02-29", "2024-02-29"],
    ["9999.12.31", "9999-12-31"],
    ["2020-5-28T15:00:00", "2020-05-28T15:00:00"],
    ["2017-06-06T13:02:55.500Z", "2017-06-06T13:02:55.5Z"],
    ["2023-02-29", undefined],
    ["0000-1-1", undefined],
    ["10000-1-1", undefined],
    ["2014/3/4", undefined],
    ["2014-3.4", undefined],
    ["2014-3-4 ", undefined],
    ["2014-3-4T", undefined],
    ["2014-3-4T25:00:00", undefined],
    ["14-3-4", undefined],
  ])("reads %j as %j", (text, expected) => {
    expect(parseFilterDate(text)).toBe(expected);
  });
});
