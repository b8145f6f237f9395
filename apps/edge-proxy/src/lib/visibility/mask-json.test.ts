import type { ClassShape, Shapes } from "@so-webapi/operations";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonMask, UnreadableJson } from "./mask-json.ts";
import { rootPlace } from "./places.ts";
import type { VisibilityOptions } from "./selectors.ts";
import { type View, viewOf } from "./view.ts";

const value = (name: string, className?: string): ClassShape[string] => ({
  name,
  kind: "value",
  ...(className !== undefined && { class: className }),
});
const shapes: Shapes = {
  classes: {
    Contact: {
      name: value("Name"),
      rank: value("Rank"),
      boss: value("Boss", "Person"),
      persons: { name: "Persons", class: "Person", kind: "array" },
      byrole: { name: "ByRole", class: "PersonEntityWithLinks", kind: "dictionary" },
      customfields: { name: "CustomFields", kind: "dictionary" },
    },
    Person: { rank: value("Rank"), name: value("Name") },
    PersonEntityWithLinks: { rank: value("Rank"), name: value("Name") },
    ODataSlimResponse: { value: { name: "value", kind: "array" } },
  },
  enums: {},
};
const view = (options: VisibilityOptions): View => {
  const found = viewOf(options, shapes);
  if (found === undefined) throw new Error("no limits");
  return found;
};

function masked(text: string, options: VisibilityOptions, className = "Contact", size = Infinity): string {
  const mask = new JsonMask(
    view(options),
    rootPlace({ class: className, array: false, nullable: false, mediaTypes: [] }),
  );
  const bytes = new TextEncoder().encode(text);
  const out: Uint8Array[] = [];
  const step = Math.min(size, bytes.byteLength);
  for (let at = 0; at < bytes.byteLength; at += step) out.push(mask.push(bytes.slice(at, at + step)));
  mask.end();
  return Buffer.concat(out).toString();
}

const hidden = ["Person.Rank", "CreditCard"];

describe("JsonMask", () => {
  it.each([
    ['{"Name":"a","Rank":1}', '{"Name":"a","Rank":1}'],
    ['{ "Boss" : { "Rank" : "x" , "Name":1.50 } }', '{ "Boss" : { "Rank" : null , "Name":1.50 } }'],
    ['{"Persons":[{"rank":12},{"RANK":{"a":[1]}}]}', '{"Persons":[{"rank":null},{"RANK":null}]}'],
    ['{"Persons":[[{"Rank":1}],null]}', '{"Persons":[[{"Rank":null}],null]}'],
    ['{"ByRole":{"x":{"Rank":true,"Name":[]}}}', '{"ByRole":{"x":{"Rank":null,"Name":[]}}}'],
    ['{"CustomFields":{"creditcard":"1","x":"2"}}', '{"CustomFields":{"creditcard":null,"x":"2"}}'],
    [
      '{"CreditCard":1,"creditcard":2,"CreditCard":3}',
      '{"CreditCard":null,"creditcard":null,"CreditCard":null}',
    ],
    ['{"Credit\\u0043ard":"x"}', '{"Credit\\u0043ard":null}'],
    ['{"Later":{"Rank":1,"a":[{"CreditCard":"\\"}"}]}}', '{"Later":{"Rank":null,"a":[{"CreditCard":null}]}}'],
    ['{"Boss":"Rank","n":12345678901234567890}', '{"Boss":"Rank","n":12345678901234567890}'],
    ["{}", "{}"],
    [" [ ] ", " [ ] "],
    ["7", "7"],
  ])("of %s lets out %s, however it arrives in pieces", (text, expected) => {
    for (const size of [1, 2, 3, 7, Number.POSITIVE_INFINITY])
      expect(masked(text, { hidden }, "Contact", size)).toBe(expected);
  });

  it("looks for columns in rows, whose names are paths, functions or safe for JSON", () => {
    const rows =
      '{"value":[{"PrimaryKey":"1","name":1,"person/creditCard":2,"person_creditCard":3,"Count(creditCard):Footer":4}]}';
    expect(masked(rows, { hidden }, "ODataSlimResponse")).toBe(
      '{"value":[{"PrimaryKey":"1","name":1,"person/creditCard":null,"person_creditCard":null,"Count(creditCard):Footer":null}]}',
    );
    expect(masked(rows, { visible: ["Contact.Name"] }, "ODataSlimResponse")).toBe(
      '{"value":[{"PrimaryKey":"1","name":1,"person/creditCard":null,"person_creditCard":null,"Count(creditCard):Footer":null}]}',
    );
  });

  it("lets out of a class that is limited only what is visible, unknown names least of all", () => {
    const text = '{"Name":"a","Boss":{"Name":"b","Rank":1,"New":2}}';
    expect(masked(text, { visible: ["Person.Name"] })).toBe(
      '{"Name":"a","Boss":{"Name":"b","Rank":null,"New":null}}',
    );
  });

  it("holds a class and its forms to the same, by wildcard too", () => {
    const text = '{"ByRole":{"x":{"Rank":1,"Name":2}},"Boss":{"Rank":3,"Name":4},"Rank":5}';
    expect(masked(text, { hidden: ["Pers*.*"] })).toBe(
      '{"ByRole":{"x":{"Rank":null,"Name":null}},"Boss":{"Rank":null,"Name":null},"Rank":5}',
    );
    expect(masked(text, { hidden: ["Ra*"] })).toBe(
      '{"ByRole":{"x":{"Rank":null,"Name":2}},"Boss":{"Rank":null,"Name":4},"Rank":null}',
    );
  });

  it.each([
    "",
    "{",
    '{"a":1',
    '{"a":"',
    "{'CreditCard':1}",
    '{"a":1,}x',
    '{"a" 1}',
    '{"a":1 "b":2}',
    '{/* c */"a":1}',
    '{"a":1}{"CreditCard":1}',
    '{"a":1}]',
    '[{"a":1}}',
    '{"a":"\n"}',
    '{"a\\x":1}',
    "{a:1}",
    "[1,,2]",
    "\ufeff{}",
    "[".repeat(600),
  ])("does not look through %j", (text) => {
    expect(() => masked(text, { hidden })).toThrow(UnreadableJson);
  });

  it("changes nothing but what is hidden, in any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 20 }), (any, size) => {
        const text = JSON.stringify(any);
        expect(masked(text, { hidden: ["QQQQ"] }, "Contact", size)).toBe(text);
        const keys = new Set<string>();
        JSON.stringify(any, (key, inner) => {
          keys.add(key);
          return inner;
        });
        for (const name of [...keys].filter((key) => /^[a-z][a-z0-9]*$/i.test(key)).slice(0, 2)) {
          const pattern = new RegExp(`(?:^|[^\\p{L}\\p{N}])${name}(?:$|[^\\p{L}\\p{N}])`, "iu");
          const expected = JSON.stringify(any, (key, inner) =>
            pattern.test(key) && key !== "" ? null : inner,
          );
          expect(masked(text, { hidden: [name] }, "None", size)).toBe(expected);
        }
      }),
      { seed: 3_116, numRuns: 300 },
    );
  });
});
