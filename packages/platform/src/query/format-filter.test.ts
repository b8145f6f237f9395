import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bare, date, filter, number, string, type Values, weeks } from "../../test/filter-trees.ts";
import { type FilterInput, type FilterValueInput, formatFilter, operators, parseFilter } from "./index.ts";

describe("formatFilter", () => {
  const column = fc
    .stringMatching(/^[A-Za-z_][A-Za-z0-9_.:-]{0,6}(\/[a-z0-9_]{1,4})?$/)
    .filter((name) => !/^(and|or)$/i.test(name));
  const day = fc
    .date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
    .map((value) => value.toISOString());
  const value = {
    string: fc
      .oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom("'", "\\", "a", ")") }))
      .map(string),
    number: fc
      .oneof(
        fc.maxSafeInteger(),
        fc.integer().map((units) => units / 100),
      )
      .map((n) => number(n + 0)),
    boolean: fc.boolean().map((flag): FilterValueInput => ({ kind: "boolean", value: flag })),
    date: fc.oneof(
      day.map((text) => date(text.slice(0, 10))),
      day.map((text) => date(text.slice(0, 19))),
    ),
    period: fc
      .constantFrom("day", "week", "month", "quarter", "halfyear", "year")
      .map((unit): FilterValueInput => ({ kind: "period", value: unit })),
  };
  const criterion = fc.constantFrom(...operators).chain((operator) => {
    const [first = "string", ...others] = operator.kinds;
    const one = fc.oneof(value[first], ...others.map((kind) => value[kind]));
    const values: fc.Arbitrary<Values> = {
      none: () => fc.constant([]),
      "none-or-one": () => fc.array(one, { maxLength: 1 }),
      one: () => fc.tuple(one),
      two: () => fc.tuple(one, one),
      many: () => fc.array(one, { minLength: 1, maxLength: 4 }),
      period: () => fc.tuple(value.period),
      "number-and-period": () => fc.tuple(fc.nat().map(number), value.period),
    }[operator.arity]();
    return fc.record({
      kind: fc.constant("criterion" as const),
      column,
      operator: fc.constant(operator.name),
      values,
    });
  });
  const { node } = fc.letrec<{ node: FilterInput; list: FilterInput; group: FilterInput; leaf: FilterInput }>(
    (tie) => ({
      node: fc.oneof({ maxDepth: 5 }, tie("leaf"), tie("list"), tie("group")),
      list: fc.record({
        kind: fc.constantFrom("and", "or"),
        terms: fc.array(tie("node"), { minLength: 1, maxLength: 4 }),
      }),
      group: fc.record({ kind: fc.constant("group"), term: tie("node") }),
      leaf: criterion,
    }),
  );

  /** What a filter means: no brackets, no list inside a list of its kind, no list of one. */
  function meaning(input: FilterInput): FilterInput {
    if (input.kind === "criterion") return input;
    if (input.kind === "group") return meaning(input.term);
    const terms = input.terms
      .map(meaning)
      .flatMap((term) => (term.kind === input.kind ? term.terms : [term]));
    const [first] = terms;
    return terms.length === 1 && first ? first : { kind: input.kind, terms };
  }

  test("writes what parseFilter reads as the same, whatever the strings hold", () => {
    fc.assert(
      fc.property(node, (input) => {
        const text = formatFilter(input);
        const parsed = filter(text);
        expect(meaning(bare(parsed))).toEqual(meaning(input));
        expect(formatFilter(parsed)).toBe(text);
      }),
      { seed: 3_044, numRuns: 1_000 },
    );
  });

  test.each<[text: string, canonical: string]>([
    ["CATEGORY in(2,3)", "CATEGORY oneOf (2,3)"],
    ["a<=1 AND b != 2", "a le 1 and b ne 2"],
    ["name startswith 'foo'", "startswith(name, 'foo')"],
    ["substringof(name, 'foo')", "substringof('foo', name)"],
    ["registered after '2014.3.4'", "registered after '2014-03-04'"],
    ["this(a, Mon)", "this(a, 'months')"],
    ["a = -0", "a eq 0"],
  ])("writes %j as %j", (text, canonical) => {
    expect(formatFilter(filter(text))).toBe(canonical);
  });

  const leaf = (columnName: string, values: Values): FilterInput => ({
    kind: "criterion",
    column: columnName,
    operator: "eq",
    values,
  });

  test.each<[what: string, input: FilterInput]>([
    ["a column with a space", leaf("a b", [number(1)])],
    ["a column that is a joining word", leaf("And", [number(1)])],
    ["no value", leaf("a", [])],
    ["two values", leaf("a", [number(1), number(2)])],
    ["a value of another kind", leaf("a", [date("2020-01-01")])],
    ["a number that is none", leaf("a", [number(Number.NaN)])],
    ["an integer that is not exact", leaf("a", [number(2 ** 53)])],
    ["a number with an exponent", leaf("a", [number(1e-9)])],
    ["a list without terms", { kind: "and", terms: [] }],
    [
      "a date that is none",
      { kind: "criterion", column: "a", operator: "before", values: [date("' or 1=1")] },
    ],
    ["an alias", { kind: "criterion", column: "a", operator: "=" as never, values: [number(1)] }],
    ["half a period", { kind: "criterion", column: "a", operator: "next", values: [number(0.5), weeks] }],
    [
      "an unknown period",
      {
        kind: "criterion",
        column: "a",
        operator: "this",
        values: [{ kind: "period", value: "'x" as never }],
      },
    ],
  ])("refuses %s", (_what, input) => {
    expect(() => formatFilter(input)).toThrow(expect.objectContaining({ code: "filter-invalid" }));
  });

  test("refuses a tree that parseFilter would find too deep, instead of running out of stack", () => {
    const nested = (levels: number, wrap: (node: FilterInput) => FilterInput) => {
      let tree = leaf("a", [number(1)]);
      for (let level = 0; level < levels; level++) tree = wrap(tree);
      return tree;
    };
    const group = (term: FilterInput): FilterInput => ({ kind: "group", term });
    expect(parseFilter(formatFilter(nested(100, group))).ok).toBe(true);
    const tooDeep = expect.objectContaining({ code: "filter-invalid" });
    expect(() => formatFilter(nested(101, group))).toThrow(tooDeep);
    expect(() => formatFilter(nested(50_000, (term) => ({ kind: "and", terms: [term] })))).toThrow(tooDeep);
  });
});
