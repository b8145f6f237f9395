import { type FilterInput, formatFilter, parseFilter } from "@so-webapi/platform";
import fc from "fast-check";
import { expect, test } from "vitest";
import { instantOf, UNSET } from "../../src/model/instant.ts";
import { TEST_NOW } from "../harness/tenant.ts";
import { type ContactRow, openListWorld, plainContact, query } from "./list-world.ts";
import { evaluate } from "./reference-evaluator.ts";

// Letters of few kinds, so that random filters meet random rows: both cases, a letter beyond A to Z, what LIKE would take
// for a pattern, quotes and backslashes.
const word = fc.string({
  unit: fc.constantFrom("a", "A", "b", "æ", "Æ", "%", "_", "'", "\\", " ", "é"),
  maxLength: 4,
});
const number = fc.integer({ min: 0, max: 6 });
const DAY = 86_400_000;
const offset = fc.integer({ min: -40, max: 40 });
const day = offset.map((days) => new Date(TEST_NOW + days * DAY).toISOString().slice(0, 10));

const contact = fc.record({
  name: word,
  department: word,
  categoryId: number,
  associateId: number,
  xstop: fc.boolean(),
  deleted: fc.constantFrom(0, 0, 0, 1),
  days: fc.option(offset),
});

function criterion(
  column: string,
  operator: string,
  ...values: readonly (string | number | boolean)[]
): FilterInput {
  const parsed = parseFilter(textOf(column, operator, values));
  if (!parsed.ok) throw new Error(`${parsed.code} ${textOf(column, operator, values)}`);
  return parsed.value;
}

function textOf(column: string, operator: string, values: readonly (string | number | boolean)[]): string {
  const texts = values.map((value) =>
    typeof value === "string" ? `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'` : String(value),
  );
  if (functions.has(operator)) return `${operator}(${[column, ...texts].join(", ")})`;
  if (lists.has(operator)) return `${column} ${operator} (${texts.join(", ")})`;
  return [column, operator, ...texts].join(" ");
}

const functions = new Set(["substringof", "startswith", "endswith", "previous", "next"]);
const lists = new Set([
  "oneOf",
  "notOneOf",
  "between",
  "dateBetween",
  "associateIsOneOf",
  "associateIsNotOneOf",
]);

const textCriterion = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("name", "department", "NAME"),
      fc.constantFrom(
        ...[
          "is",
          "isNot",
          "eq",
          "ne",
          "begins",
          "notBegins",
          "contains",
          "notContains",
          "startswith",
          "endswith",
        ],
        ...["substringof", "lt", "le", "gt", "ge"],
      ),
      word,
    )
    .map(([column, operator, value]) => criterion(column, operator, value)),
  fc.tuple(word, word).map(([low, high]) => criterion("name", "between", low, high)),
  fc
    .tuple(fc.constantFrom("oneOf", "notOneOf"), fc.array(word, { minLength: 1, maxLength: 3 }))
    .map(([operator, values]) => criterion("department", operator, ...values)),
);
const numberCriterion = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("category", "associateId", "contactId"),
      fc.constantFrom("eq", "=", "ne", "lt", "<=", "gt", ">=", "set"),
      number,
    )
    .map(([column, operator, value]) => criterion(column, operator, value)),
  fc.tuple(number, number).map(([low, high]) => criterion("category", "between", low, high)),
  fc
    .tuple(fc.constantFrom("oneOf", "notOneOf"), fc.array(number, { minLength: 1, maxLength: 3 }))
    .map(([operator, values]) => criterion("category", operator, ...values)),
  fc
    .tuple(
      fc.constantFrom("associateIsOneOf", "associateIsNotOneOf"),
      fc.array(number, { minLength: 1, maxLength: 3 }),
    )
    .map(([operator, values]) => criterion("associateId", operator, ...values)),
  fc.constant(criterion("associateId", "currentAssociate")),
);
const otherCriterion = fc.oneof(
  fc.constantFrom(criterion("stop", "set"), criterion("stop", "set", false), criterion("stop", "ne", true)),
  fc
    .tuple(fc.constantFrom("before", "after", "date", "eq", "ne", "lt", "le", "gt", "ge"), day)
    .map(([operator, value]) => criterion("registeredDate", operator, value)),
  fc
    .tuple(fc.constantFrom("dateBetween", "between"), day, day)
    .map(([operator, low, high]) => criterion("registeredDate", operator, low, high)),
  fc
    .constantFrom("today", "beforeToday", "afterToday", "thisMonth", "thisYear")
    .map((operator) => criterion("registeredDate", operator)),
  fc
    .tuple(fc.constantFrom("previous", "next"), number)
    .map(([operator, count]) => criterion("registeredDate", operator, count, "days")),
);
const filter = fc.letrec<{ node: FilterInput; leaf: FilterInput }>((tie) => ({
  leaf: fc.oneof(textCriterion, numberCriterion, otherCriterion),
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie("leaf"),
    fc
      .tuple(fc.constantFrom("and", "or"), fc.array(tie("node"), { minLength: 2, maxLength: 3 }))
      .map(([kind, terms]): FilterInput => ({ kind, terms })),
  ),
})).node;

test("random filters keep the rows that a reading without SQL keeps", async () => {
  const world = await openListWorld();
  const rows = fc.sample(contact, { seed: 20261122, numRuns: 60 }).map(
    ({ xstop, days, ...row }, index): ContactRow => ({
      ...plainContact(index + 1),
      ...row,
      rest: xstop ? { Xstop: true } : {},
      createdAt: days === null ? UNSET : instantOf(TEST_NOW + days * DAY),
    }),
  );
  await world.addContacts(rows);
  const there = rows.filter(({ deleted }) => deleted === 0);
  const today = new Date(TEST_NOW).toISOString().slice(0, 10);
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(filter, async (node) => {
      const text = formatFilter(node);
      const parsed = parseFilter(text);
      if (!parsed.ok) throw new Error(`${parsed.code}: ${text}`);
      const { status, body } = await world.ask("GET", `Contact?${query({ $filter: text })}`);
      expect(status, text).toBe(200);
      const ids = body.value.map(({ PrimaryKey }: { PrimaryKey: number }) => PrimaryKey);
      expect(ids, text).toEqual(evaluate(parsed.value, there, today, 1));
      if (ids.length > 0 && ids.length < there.length) kept++;
    }),
    { seed: 4711, numRuns: 400 },
  );
  // Filters that keep all or nothing prove little.
  expect(kept).toBeGreaterThan(200);
});
