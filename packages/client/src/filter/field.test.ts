import { operators, parseFilter } from "@so-webapi/platform/query";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { and, type Filter, field, filterText, or } from "./index.ts";

const name = field("name");
const date = new Date("2026-03-04T23:30:05.750Z");

describe("a filter", () => {
  it.each<[Filter, string]>([
    [name.begins("O'Hara \\ 'x' or 1 = 1"), "name begins 'O\\'Hara \\\\ \\'x\\' or 1 = 1'"],
    [field("category").oneOf(1, 2), "category oneOf (1,2)"],
    [field("category/id").eq(3), "category/id eq 3"],
    [field("xstop").set(), "xstop set"],
    [field("xstop").set(false), "xstop set false"],
    [field("rank").between(1, 9), "rank between (1,9)"],
    [field("assocId").currentAssociate(), "assocId currentAssociate"],
    [field("updatedDate").before(date), "updatedDate before '2026-03-04'"],
    [field("updatedDate").before("2026-3-4"), "updatedDate before '2026-3-4'"],
    [
      field("updatedDate").dateBetween("2026-01-01", date),
      "updatedDate dateBetween ('2026-01-01','2026-03-04')",
    ],
    [field("updatedDate").afterTime(date), "updatedDate afterTime '2026-03-04T23:30:05Z'"],
    [field("updatedDate").this("month"), "this(updatedDate, 'months')"],
    [field("updatedDate").next(2, "week"), "next(updatedDate, 2, 'weeks')"],
    [field("updatedDate").thisMonth(), "updatedDate thisMonth"],
    [name.substringof("x"), "substringof('x', name)"],
  ])("is written in the platform's words: %#", (filter, text) => {
    expect(filterText(filter)).toBe(text);
  });

  it("has brackets where the platform would read it otherwise", () => {
    const either = or(name.begins("a"), and(name.begins("b"), field("rank").gt(1)));
    expect(filterText(and(either, field("category").eq(1)))).toBe(
      "(name begins 'a' or name begins 'b' and rank gt 1) and category eq 1",
    );
  });

  it("leaves out what stands for no condition", () => {
    expect(filterText(and(name.is("a"), false, undefined, null))).toBe("name is 'a'");
  });

  it.each([and, or])("of no condition at all is refused", (combine) => {
    expect(() => combine(false, undefined)).toThrow(TypeError);
  });

  it.each<[string, () => Filter]>([
    ["a column that ends the condition", () => field("name eq 1 or name").is("x")],
    ["a column that is a word of the language", () => field("and").is("x")],
    ["a date that is none", () => field("updatedDate").before("2026-02-30")],
    ["a Date that is none", () => field("updatedDate").before(new Date(Number.NaN))],
    ["no number", () => field("rank").eq(Number.NaN)],
    ["a date that ends its text", () => field("updatedDate").before("2026-01-01' or name is 'x")],
  ])("is refused for %s", (_title, make) => {
    expect(() => filterText(make())).toThrow(expect.objectContaining({ code: "filter-invalid" }));
  });

  it("has a method for each operator of the platform", () => {
    expect(Object.keys(name).sort()).toEqual(operators.map((operator) => operator.name).sort());
  });

  it("comes back from the platform's own parser with the value that went in, whatever its text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer(), (text, number) => {
        const parsed = parseFilter(filterText(and(name.contains(text), field("rank").ne(number))));
        if (!parsed.ok || parsed.value.kind !== "and") throw new Error("not read as and");
        expect(parsed.value.terms).toMatchObject([
          { column: "name", operator: "contains", values: [{ kind: "string", value: text }] },
          { column: "rank", operator: "ne", values: [{ kind: "number", value: number }] },
        ]);
      }),
      { seed: 5_011 },
    );
  });
});
