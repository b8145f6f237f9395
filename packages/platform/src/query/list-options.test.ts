import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bare, filter } from "../../test/filter-trees.ts";
import {
  DEFAULT_PAGE_SIZE,
  formatOrderBy,
  type ListOptions,
  parseColumns,
  parseListOptions,
  parseOrderBy,
} from "./index.ts";

function options(query: string): ListOptions {
  const result = parseListOptions(new URLSearchParams(query));
  if (!result.ok) throw new Error(`${result.code} in ${result.option}`);
  return result.value;
}

describe("parseListOptions", () => {
  test("gives the defaults where nothing is asked for", () => {
    const nothing: ListOptions = {
      select: null,
      filter: null,
      orderBy: [],
      top: DEFAULT_PAGE_SIZE,
      skip: 0,
      mode: "Slim",
      options: null,
      context: null,
      format: null,
      jsonSafe: false,
      output: null,
      entities: null,
      unknown: [],
    };
    expect(DEFAULT_PAGE_SIZE).toBe(1_000);
    expect(options("")).toEqual(nothing);
    const names = "select filter orderBy entities top skip mode options context format jsonSafe output";
    expect(options(names.replaceAll(/\w+ ?/g, (name) => `$${name.trim()}=&`))).toEqual(nothing);
    expect(options("$filter=%20&$select=,&$entities=%20,")).toEqual(nothing);
  });

  test("reads each option, names and words in any case", () => {
    const query =
      "$SELECT=name,category&$Filter=name begins 'S'&$orderby=name asc&$entities=contact, person&$top=20" +
      "&$skip=40&$mode=FULL&$options=GrandTotal=true&$context=a b&$format=json&$jsonsafe=True&$output=display";
    const { filter: node, ...rest } = options(query);
    expect(node && bare(node)).toEqual(bare(filter("name begins 'S'")));
    expect(rest).toMatchObject({
      select: [{ column: "name" }, { column: "category" }],
      orderBy: [{ column: "name", direction: "asc" }],
      entities: ["contact", "person"],
      top: 20,
      skip: 40,
      mode: "Full",
      options: "GrandTotal=true",
      context: "a b",
      format: "JSON",
      jsonSafe: true,
      output: "Display",
    });
  });

  test("names what looks like an option and is none, and leaves the rest alone", () => {
    expect(options("$metadata=ALL&$__proto__=1&top=5&page=2&$top=3")).toMatchObject({
      unknown: ["$metadata", "$__proto__"],
      top: 3,
    });
  });

  test.each<[query: string, code: string, option: string, place: number]>([
    ["$top=-1", "list-option-value", "$top", 0],
    ["$top=1.5", "list-option-value", "$top", 0],
    ["$top=ten", "list-option-value", "$top", 0],
    ["$skip=2147483648", "list-option-value", "$skip", 0],
    ["$skip=1e3", "list-option-value", "$skip", 0],
    ["$mode=Medium", "list-option-value", "$mode", 0],
    ["$format=CSV", "list-option-value", "$format", 0],
    ["$jsonSafe=1", "list-option-value", "$jsonSafe", 0],
    ["$output=Both", "list-option-value", "$output", 0],
    ["$top=1&$TOP=1", "list-option-repeated", "$top", 0],
    ["$FILTER=name begins S", "filter-value", "$filter", 12],
    ["$orderby=name up", "order-by-direction", "$orderBy", 0],
    ["$select=name,a b", "columns-column", "$select", 5],
  ])("refuses %j with %s in %s at %i", (query, code, option, place) => {
    const result = parseListOptions(new URLSearchParams(query));
    expect(result).toMatchObject({ ok: false, code, option, place });
  });

  test("reads both words of $jsonSafe", () => {
    expect(options("$jsonSafe=TRUE").jsonSafe).toBe(true);
    expect(options("$jsonSafe=False").jsonSafe).toBe(false);
  });

  test.each([
    [0, "$top=0"],
    [2_147_483_647, "$top=2147483647"],
  ])("takes %i rows", (top, query) => {
    expect(options(query).top).toBe(top);
  });

  test("passes on the limits of the filter", () => {
    const query = new URLSearchParams({ $filter: "((a = 1))" });
    expect(parseListOptions(query, { maxDepth: 1 })).toMatchObject({ code: "filter-too-deep", place: 1 });
  });
});

describe("parseOrderBy", () => {
  test("reads columns with and without a direction", () => {
    expect(parseOrderBy("name asc, abc/col3,,category  DESC,")).toEqual({
      ok: true,
      value: [
        { column: "name", direction: "asc", place: 0 },
        { column: "abc/col3", direction: "asc", place: 10 },
        { column: "category", direction: "desc", place: 20 },
      ],
    });
    expect(parseOrderBy(" ")).toEqual({ ok: true, value: [] });
  });

  test.each<[text: string, code: string, place: number]>([
    ["name; drop table", "order-by-column", 0],
    ["1", "order-by-column", 0],
    ["a, (select 1)", "order-by-column", 3],
    ["a asc desc", "order-by-direction", 0],
    ["b,a up", "order-by-direction", 2],
  ])("refuses %j with %s at %i", (text, code, place) => {
    expect(parseOrderBy(text)).toMatchObject({ ok: false, code, place });
  });

  test("reads what formatOrderBy writes", () => {
    const order = fc.record({
      column: fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.:-]{0,5}(\/[a-z]{1,3})?$/),
      direction: fc.constantFrom("asc", "desc"),
    });
    fc.assert(
      fc.property(fc.array(order), (columns) => {
        const result = parseOrderBy(formatOrderBy(columns));
        expect(result.ok && result.value.map(({ column, direction }) => ({ column, direction }))).toEqual(
          columns,
        );
      }),
      { seed: 3_057 },
    );
  });

  test.each([
    ["a column", { column: "a,b", direction: "asc" as const }],
    ["a direction", { column: "a", direction: "; --" as never }],
  ])("is not offered %s that cannot be written", (_what, order) => {
    expect(() => formatOrderBy([order])).toThrow(expect.objectContaining({ code: "order-by-invalid" }));
  });
});

describe("parseColumns", () => {
  test("reads plain columns and where they stand", () => {
    expect(parseColumns("nameDepartment, postAddress/city,")).toEqual({
      ok: true,
      value: [
        { column: "nameDepartment", calls: [], text: "nameDepartment", place: 0 },
        { column: "postAddress/city", calls: [], text: "postAddress/city", place: 16 },
      ],
    });
  });

  test.each([
    ["Count(category):Footer", "category", [{ function: "Count", modifiers: ["Footer"] }]],
    ["GroupBy(lastName):Header", "lastName", [{ function: "GroupBy", modifiers: ["Header"] }]],
    [
      "COUNT( middleName ) : hidedetail:FOOTER",
      "middleName",
      [{ function: "Count", modifiers: ["HideDetail", "Footer"] }],
    ],
    [
      "GroupBy(DatePart(personUpdatedDate):YearMonth):Header",
      "personUpdatedDate",
      [
        { function: "DatePart", modifiers: ["YearMonth"] },
        { function: "GroupBy", modifiers: ["Header"] },
      ],
    ],
    ["sum(amount)", "amount", [{ function: "Sum", modifiers: [] }]],
    ["SuperOffice:1", "SuperOffice:1", []],
  ])("reads %j", (text, column, calls) => {
    expect(parseColumns(text)).toEqual({ ok: true, value: [{ column, calls, text, place: 0 }] });
  });

  test.each<[text: string, code: string, place: number]>([
    ["name,1", "columns-column", 5],
    ["Count()", "columns-column", 6],
    ["name,Max(a)", "columns-function", 5],
    ["(a)", "columns-function", 0],
    ["Count(a):Sideways", "columns-modifier", 8],
    ["Count(a):Year", "columns-modifier", 8],
    ["Count(a)Footer", "columns-modifier", 8],
    ["Count(a", "columns-bracket", 5],
    ["Count(a))", "columns-bracket", 6],
    ["a)", "columns-bracket", 0],
    [`${"Sum(".repeat(50_000)}a${")".repeat(50_000)}`, "columns-too-deep", 32],
  ])("refuses %j with %s at %i", (text, code, place) => {
    expect(parseColumns(text)).toMatchObject({ ok: false, code, place });
  });
});
