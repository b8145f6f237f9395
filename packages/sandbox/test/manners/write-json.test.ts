import { parseSelect } from "@so-webapi/platform";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { present } from "../../src/http/present.ts";
import { readManners } from "../../src/http/read-manners.ts";
import { writeJson } from "../../src/http/write-json.ts";
import { classSheet, type PropertyType } from "../../src/model/class-sheet.ts";
import { instantOf, UNSET } from "../../src/model/instant.ts";

const SEED = 20_261_122;
const tenant = { settings: { identifier: "Cust12345", installation: "any", baseTimeZone: "UTC" } };

function mannersOf(headers: Readonly<Record<string, string>>) {
  return readManners(new Request("http://sandbox", { headers }), tenant as never);
}

/** Values of a type as handlers give them, and now and then what they should not. */
function anyValue(type: PropertyType, depth: number): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 9, arbitrary: rightValue(type, depth) },
    fc.constantFrom(null, undefined, 5, "x"),
  );
}

function rightValue(type: PropertyType, depth: number): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case "integer":
    case "int64":
      return fc.integer();
    case "number":
      return fc.double();
    case "boolean":
      return fc.boolean();
    case "string":
      return fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom("", 'NO:"Kunde";US:"Customer"', "\ud800", "\u2028\\\"'\n", "å".repeat(300)),
      );
    case "date-time":
      return fc.oneof(fc.constant(UNSET), fc.integer({ min: 0, max: 4e12 }).map(instantOf));
    case "class":
      return depth === 0 ? fc.constant(null) : objectOf(type.name, depth - 1);
    case "array":
      return fc.array(anyValue(type.of, depth), { maxLength: 3 });
    case "dictionary":
      return fc.dictionary(fc.string({ unit: "binary" }), anyValue(type.of, depth), { maxKeys: 3 });
    default:
      return fc.constantFrom("Unknown", 3, true);
  }
}

/** An object that can lack properties and have some that its class has not. */
function objectOf(name: string, depth: number): fc.Arbitrary<unknown> {
  const model: Record<string, fc.Arbitrary<unknown>> = { NotOfTheClass: fc.integer() };
  for (const [property, type] of classSheet(name) ?? [])
    if (type.kind !== "date-time") model[property] = anyValue(type, depth);
    else model[property] = rightValue(type, depth);
  return fc.record(model, { requiredKeys: [] });
}

describe("JSON written in one pass", () => {
  test.each([
    ["as it is", {}, ""],
    ["in a language and a time zone", { "accept-language": "no", "so-timezone": "NO, includeTZOffset" }, ""],
    ["with $select", {}, "Name,Address/Formatted,Persons/Firstname,CreatedDate"],
  ])("is the text of the presented answer, %s", (_, headers, text) => {
    const manners = mannersOf(headers);
    const select = parseSelect(text);
    if (!select.ok) throw new Error(select.message);
    for (const name of ["ContactEntity", "Contact", "TicketEntity", "ContactActivity"]) {
      const one = { class: name, array: false, nullable: true, mediaTypes: [] };
      const several = { ...one, array: true };
      fc.assert(
        fc.property(fc.array(objectOf(name, 2), { maxLength: 2 }), (bodies) => {
          for (const body of [null, ...bodies])
            expect(writeJson(body, one, select.value, manners)).toBe(
              JSON.stringify(present(body, one, select.value, manners)),
            );
          expect(writeJson(bodies, several, select.value, manners)).toBe(
            JSON.stringify(present(bodies, several, select.value, manners)),
          );
        }),
        { seed: SEED, numRuns: 15 },
      );
    }
  });

  test("leaves an answer without a class as it is", () => {
    const shape = { array: false, nullable: true, mediaTypes: [] };
    const whole = { whole: true, children: new Map() };
    expect(writeJson({ a: [1, "é"] }, shape, whole, mannersOf({}))).toBe('{"a":[1,"é"]}');
    expect(writeJson(null, shape, whole, mannersOf({}))).toBe("null");
  });
});
