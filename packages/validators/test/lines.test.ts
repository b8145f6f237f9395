import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { lineOf } from "../scripts/lines.ts";
import type { Json, Node } from "../scripts/schemas.ts";
import { Findings } from "../src/rules/findings.ts";
import { readRule } from "../src/rules/read-rule.ts";

/** Writes a schema as lines and reads them again. `<NAME>` of a schema's own part is the number of its line. */
function violationsOf(schema: Json, body: unknown): string[] {
  const lines: string[] = [];
  const first = lineOf(schema, (line) => (lines.push(line) - 1).toString(36));
  const findings = new Findings();
  const ruleAt = (place: number) => readRule(lines[place] ?? "", ruleAt);
  readRule(first, ruleAt)(body, findings);
  return findings.violations.map(({ pointer, keyword }) => `${pointer} ${keyword}`);
}

const name = { type: "string" };
const person = { type: "object", properties: { Name: name, "odata.id": name }, required: ["Name"] };
const schemas: readonly Node[] = [
  {},
  { type: "string" },
  { type: ["string", "null"] },
  { type: "boolean" },
  { type: ["boolean", "null"] },
  { type: "number" },
  { type: "object" },
  { type: ["object", "null"], properties: { Name: name } },
  person,
  { ...person, additionalProperties: false },
  { ...person, required: ["Name", "Later"] },
  { type: "object", additionalProperties: { type: "integer" } },
  { type: ["object", "null"], additionalProperties: person },
  { type: "object", additionalProperties: {} },
  { type: "array" },
  { type: "array", items: { type: ["array", "null"], items: name } },
  { type: ["array", "null"], items: person },
  { enum: ["a", 1, null] },
  { type: "string", enum: ["a", "b"] },
  { type: ["string", "null"], enum: ["a", null] },
  { type: "string", pattern: "^(a|b)(, ?(a|b))*$" },
  { anyOf: [person, { type: "null" }] },
  { anyOf: [{ type: "null" }, name, { type: "array", items: person }] },
  { anyOf: [person, { type: "object", properties: { Id: { type: "integer" } }, required: ["Id"] }] },
  { allOf: [person, { type: "object", properties: { Id: { type: "integer" } } }] },
  { type: "object", properties: { Inner: { anyOf: [{ ...person, title: "P" }, { type: "null" }] } } },
];
const bodies: readonly unknown[] = [
  null,
  true,
  0,
  1.5,
  -(2 ** 31),
  "",
  "a",
  "a, b",
  "a; b",
  [],
  ["a", null],
  [[], null, ["a", 1]],
  [{ Name: "x" }, {}],
  {},
  { Name: "x" },
  { Name: 1 },
  { Name: "x", "odata.id": 1, Id: 1 },
  { Name: null, Id: 1.5 },
  { Name: "x", Later: { Name: "y" } },
  { a: 1, "b/~": "c" },
  { a: { Name: "x" }, b: { Name: 1 } },
  { Inner: null },
  { Inner: { Name: 1 } },
  { valueOf: 1, toString: 2, constructor: { Name: "x" } },
];

describe("a schema as lines", () => {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  test.each(schemas.map((schema) => [JSON.stringify(schema), schema] as const))(
    "%s takes and refuses what plain ajv does",
    (_, schema) => {
      const plain = ajv.compile(schema);
      for (const body of bodies) {
        const violations = violationsOf(schema, body);
        expect(violations.length === 0, `${JSON.stringify(body)}: ${violations}`).toBe(plain(body));
      }
    },
  );

  test("keeps what needs a line of its own apart, and an option of null out of the list", () => {
    const hoisted: string[] = [];
    const hoist = (line: string): string => `<${hoisted.push(line)}>`;
    const contact: Json = { anyOf: [{ $ref: "#/components/schemas/Contact" }, { type: "null" }] };
    expect(lineOf({ type: "object", properties: { Contact: contact } }, hoist)).toBe("{Contact:?<Contact>");
    expect(lineOf({ type: ["array", "null"], items: person }, hoist)).toBe("?[<1>");
    expect(hoisted).toEqual(["{Name!S odata.id:S"]);
  });

  test.each<[string, Node]>([
    ["a keyword that no rule says", { type: "string", minLength: 1 }],
    ["a keyword inside of a property", { type: "object", properties: { A: { oneOf: [] } } }],
    ["a format's neighbour without a type", { format: "so-date-time" }],
    ["two types", { type: ["string", "integer"] }],
    ["null alone", { type: "null" }],
    ["properties beside a schema for the others", { ...person, additionalProperties: name }],
    ["a name that would be read as two", { type: "object", properties: { "a b": name } }],
    ["a schema that is none", { type: "array", items: true }],
  ])("refuses %s instead of leaving it out", (_, schema) => {
    expect(() => lineOf(schema, () => "0")).toThrow();
  });
});

describe("an option of several", () => {
  const either = {
    anyOf: [person, { type: "object", properties: { Id: { type: "integer" } }, required: ["Id"] }],
  };
  test("that holds is enough, and what the others miss is not told", () => {
    expect(violationsOf({ type: "array", items: either }, [{ Id: 1 }, { Name: "a" }])).toEqual([]);
  });
  test("is told of each where none holds", () => {
    expect(violationsOf(either, { Id: "1" })).toEqual(["/Name required", "/Id type", " anyOf"]);
  });
});

test("a pointer has its names escaped", () => {
  const schema = { type: "object", additionalProperties: { type: "array", items: { type: "boolean" } } };
  expect(violationsOf(schema, { "a/b~": [true, 0] })).toEqual(["/a~1b~0/1 type"]);
});

test("of an object, what is too much comes first, and the rest in the order of the schema", () => {
  const schema = { ...person, required: ["odata.id"], additionalProperties: false };
  expect(violationsOf(schema, { Name: 1, Later: 1 })).toEqual([
    "/Later additionalProperties",
    "/Name type",
    "/odata.id required",
  ]);
});
