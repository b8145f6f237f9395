import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bare, date, filter, number, string, type Values, weeks } from "../../test/filter-trees.ts";
import { formatFilter, parseFilter } from "./index.ts";

describe("parseFilter", () => {
  test.each<[text: string, column: string, operator: string, values: Values]>([
    ["name begins 'Super'", "name", "begins", [string("Super")]],
    ["category = 3", "category", "eq", [number(3)]],
    ["contactId=12", "contactId", "eq", [number(12)]],
    ["category in (2,3,4)", "category", "oneOf", [number(2), number(3), number(4)]],
    ["category oneOf (3)", "category", "oneOf", [number(3)]],
    ["xstop set", "xstop", "set", []],
    ["hasInterests set true", "hasInterests", "set", [{ kind: "boolean", value: true }]],
    ["registered after '2014.3.4'", "registered", "after", [date("2014-03-04")]],
    [
      "registered dateBetween ('2014.11.29', '2014.12.25')",
      "registered",
      "dateBetween",
      [date("2014-11-29"), date("2014-12-25")],
    ],
    ["date dateTime '2020-05-28T15:00:00'", "date", "dateTime", [date("2020-05-28T15:00:00")]],
    ["updatedDate lastWeek", "updatedDate", "lastWeek", []],
    ["assocId currentAssociate", "assocId", "currentAssociate", []],
    ["price between (-1.5,2)", "price", "between", [number(-1.5), number(2)]],
    ["name between ('A','S')", "name", "between", [string("A"), string("S")]],
    ["name startswith 'foo'", "name", "startswith", [string("foo")]],
    ["startswith(col2, 'baz')", "col2", "startswith", [string("baz")]],
    ["substringof('baz', col2)", "col2", "substringof", [string("baz")]],
    ["substringof(col2, 'baz')", "col2", "substringof", [string("baz")]],
    ["thisAndPrevious(registered, 2, 'weeks')", "registered", "thisAndPrevious", [number(2), weeks]],
    ["this(registered,wk)", "registered", "this", [weeks]],
    ["postAddress/city is 'Oslo'", "postAddress/city", "is", [string("Oslo")]],
    ["contact/SuperOffice:1 gt 0", "contact/SuperOffice:1", "gt", [number(0)]],
    ["price eq -0", "price", "eq", [number(0)]],
    ["xstop eq TRUE", "xstop", "eq", [{ kind: "boolean", value: true }]],
    ["CATEGORY EQUALS 4", "CATEGORY", "eq", [number(4)]],
    ["name=''", "name", "eq", [string("")]],
    ["name is 'Bob\\'s'", "name", "is", [string("Bob's")]],
    ["name is 'C:\\temp\\\\'", "name", "is", [string("C:\\temp\\")]],
    ["name is 'a) or (1=1'", "name", "is", [string("a) or (1=1")]],
    ["navn begins 'Å\u0000\n😀'", "navn", "begins", [string("Å\u0000\n😀")]],
  ])("reads %j", (text, column, operator, values) => {
    expect(bare(filter(text))).toEqual({ kind: "criterion", column, operator, values });
  });

  test("binds and tighter than or, keeps brackets, and takes both words in any case", () => {
    const [a, b, c] = ["a set", "b set", "c set"].map((text) => bare(filter(text)));
    expect(bare(filter("a set OR b set And c set"))).toEqual({
      kind: "or",
      terms: [a, { kind: "and", terms: [b, c] }],
    });
    expect(bare(filter("(a set or b set) and c set"))).toEqual({
      kind: "and",
      terms: [{ kind: "group", term: { kind: "or", terms: [a, b] } }, c],
    });
  });

  test("says where each part stands", () => {
    expect(filter(" (name begins 'S' and x in (1, 2))")).toEqual({
      kind: "group",
      place: 1,
      term: {
        kind: "and",
        place: 2,
        terms: [
          {
            kind: "criterion",
            column: "name",
            operator: "begins",
            values: [{ kind: "string", value: "S", place: 14 }],
            place: 2,
          },
          {
            kind: "criterion",
            column: "x",
            operator: "oneOf",
            values: [
              { kind: "number", value: 1, place: 28 },
              { kind: "number", value: 2, place: 31 },
            ],
            place: 22,
          },
        ],
      },
    });
  });

  test.each<[text: string, code: string, place: number]>([
    ["", "filter-empty", 0],
    ["  \n", "filter-empty", 0],
    ["name is 'S", "filter-string-open", 8],
    ["name is 'S\\'", "filter-string-open", 8],
    ["a set and", "filter-term", 9],
    ["and a set", "filter-term", 0],
    ["a set or or b set", "filter-term", 9],
    ["'a' = 1", "filter-term", 0],
    ["()", "filter-term", 1],
    ["1 = 1", "filter-column", 0],
    ['"name" = 1', "filter-column", 0],
    ["a;drop = 1", "filter-column", 0],
    ["a//b = 1", "filter-column", 0],
    ["this('a', week)", "filter-column", 5],
    ["name", "filter-operator-missing", 4],
    ["name 'S'", "filter-operator-missing", 5],
    ["name)", "filter-operator-missing", 4],
    ["name like 'S'", "filter-operator-unknown", 5],
    ["name => 1", "filter-operator-unknown", 5],
    ["name endswith 'S'", "filter-operator-unknown", 5],
    ["name this 'week'", "filter-operator-unknown", 5],
    ["not (a set)", "filter-function-unknown", 0],
    ["begins(name,'S')", "filter-function-unknown", 0],
    ["name begins", "filter-value-missing", 11],
    ["a in ()", "filter-value-missing", 6],
    ["a in (1,)", "filter-value-missing", 8],
    ["name begins S", "filter-value", 12],
    ["a eq null", "filter-value", 5],
    ["a eq 0x10", "filter-value", 5],
    ["name begins 1", "filter-value-kind", 12],
    ["a associateIsOneOf ('1')", "filter-value-kind", 20],
    ["a gt true", "filter-value-kind", 5],
    ["a before 2020", "filter-value-kind", 9],
    ["next(a, -1, 'weeks')", "filter-value-kind", 8],
    ["next(a, 1.5, 'weeks')", "filter-value-kind", 8],
    ["a between (1)", "filter-value-count", 10],
    ["a between (1,2,3)", "filter-value-count", 10],
    ["a eq 9007199254740993", "filter-number", 5],
    ["a before '2023-2-30'", "filter-date", 9],
    ["a before '2023-2.28'", "filter-date", 9],
    ["this(a, 'fortnight')", "filter-period", 8],
    ["a in 1", "filter-list", 5],
    ["a in (1 2)", "filter-list", 8],
    ["startswith(a)", "filter-list", 12],
    ["next(a, 1)", "filter-list", 9],
    ["(a set", "filter-bracket-open", 0],
    ["a set and (b set", "filter-bracket-open", 10],
    ["a set)", "filter-trailing", 5],
    ["a = 1 b = 2", "filter-trailing", 6],
    ["name is 'O''Hara'", "filter-trailing", 11],
  ])("refuses %j with %s at %i", (text, code, place) => {
    expect(parseFilter(text)).toMatchObject({ ok: false, code, place });
  });

  test("refuses a megabyte, and brackets beyond the limit, instead of running out of stack", () => {
    expect(parseFilter("a=1 and ".repeat(131_072))).toMatchObject({
      code: "filter-too-long",
      place: 100_000,
    });
    const long = { maxLength: 2_000_000 };
    expect(parseFilter("(".repeat(1_000_000), long)).toMatchObject({ code: "filter-too-deep", place: 100 });
    const deep = (levels: number) => `${"(".repeat(levels)}a=1${")".repeat(levels)}`;
    expect(parseFilter(deep(100)).ok).toBe(true);
    expect(parseFilter(deep(101))).toMatchObject({ code: "filter-too-deep", place: 100 });
    expect(parseFilter(deep(3), { maxDepth: 2 })).toMatchObject({ code: "filter-too-deep", place: 2 });
    const unlimited = { ...long, maxDepth: Number.POSITIVE_INFINITY };
    expect(parseFilter(deep(100_000), unlimited)).toMatchObject({ code: "filter-too-deep", place: 1_000 });
    expect(parseFilter(`${"a=1 or ".repeat(100_000)}a=1`, long).ok).toBe(true);
  });

  test("repeats nothing of what it refuses", () => {
    const result = parseFilter("name begins Secret");
    expect(result.ok ? "" : result.message).not.toContain("Secret");
  });

  test("gives a result for any text, with a place inside of it", () => {
    const pieces = [
      "a",
      "name",
      "=",
      "in",
      "and",
      "or",
      "(",
      ")",
      ",",
      "'",
      "\\",
      "1",
      "set",
      "this",
      " ",
      "😀",
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary" })), (value) => {
        const result = parseFilter(value);
        if (result.ok) expect(bare(filter(formatFilter(result.value)))).toEqual(bare(result.value));
        else expect(result.place).toBeLessThanOrEqual(value.length);
      }),
      { seed: 3_032, numRuns: 2_000 },
    );
  });
});
