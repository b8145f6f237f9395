import fc from "fast-check";
import { expect, test } from "vitest";
import type { EvidenceOwner } from "../../src/evidence/collect-evidence.ts";
import { evidenceFiles, parseEvidence } from "../../src/evidence/evidence-files.ts";
import { nearestTo } from "../../src/evidence/find-subject.ts";
import { subjectsOf } from "../../src/evidence/overlay-target.ts";
import { typeOfSchema } from "../../src/evidence/type-of-schema.ts";

const source = fc
  .tuple(fc.constantFrom("agent/A/b.md", "wsdl/c.xml", "soap/d:e.md"), fc.nat(999))
  .map(([file, line]) => `${file}:${line}`);
const owner: fc.Arbitrary<EvidenceOwner> = fc.record({
  kind: fc.constant("class" as const),
  name: fc.string({ minLength: 1 }),
  sources: fc.array(source, { maxLength: 2 }),
  facts: fc.array(
    fc.record({
      part: fc.string(),
      type: fc.string(),
      state: fc.constantFrom("confirmed" as const, "unknown" as const),
      rule: fc.constantFrom("page-exact" as const, "overlay" as const),
      sources: fc.array(source, { maxLength: 3 }),
    }),
    { maxLength: 4 },
  ),
});

test("what is stored reads back as what it was, sorted by name", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(owner, { selector: ({ name }) => name, minLength: 1, maxLength: 5 }),
      (owners) => {
        const text = evidenceFiles(owners).get("evidence/classes.jsonl") ?? "";
        const sorted = [...owners].sort((a, b) => (a.name < b.name ? -1 : 1));
        expect(parseEvidence("class", text)).toEqual(sorted);
      },
    ),
    { seed: 20_260_103 },
  );
});

test("a store that is no JSON is an error that names the line", () => {
  expect(() => parseEvidence("class", '{"of":"A","at":[],"files":[]}\n[oops')).toThrow("line 2 is no JSON");
});

const names = {
  argumentsOf: new Map([["BoatAgentMoorRequest", "v1BoatAgent_Moor"]]),
  byPath: new Map([["GET /api/v1/Boat/{id}", "v1BoatEntity_Get"]]),
};

test.each([
  ["$.components.schemas.Boat.properties.Name", ["Boat.Name"]],
  ["$.components.schemas['Boat','Ship'].properties['A','B']", ["Boat.A", "Boat.B", "Ship.A", "Ship.B"]],
  ["$.components.schemas.BoatAgentMoorRequest.properties.Berth", ["v1BoatAgent_Moor.request.Berth"]],
  ["$.components.schemas.Boat", []],
  ["$.paths['/api/v1/Boat/{id}'].get.parameters[?@.name=='id']", ["v1BoatEntity_Get.path.id"]],
  ["$.paths['/api/v1/Boat/{id}'].get.parameters[?(@.name == 'since')]", ["v1BoatEntity_Get.query.since"]],
  [
    "$.paths['/api/v1/Boat/{id}'].get.responses['200'].content['application/json'].schema",
    ["v1BoatEntity_Get.response"],
  ],
  ["$..anything", undefined],
  ["$.a[?length(@) > 2]", undefined],
  ["components", undefined],
])("the overlay target %s corrects %j", (target, subjects) => {
  expect(subjectsOf(target)?.(names)).toEqual(subjects);
});

test.each([
  [{ type: "integer", format: "int64" }, "int64"],
  [{ type: ["string", "null"], contentEncoding: "base64" }, "binary"],
  [{ $ref: "#/components/schemas/DateTime" }, "dateTime"],
  [{ anyOf: [{ $ref: "./Boat.yaml" }, { type: "null" }] }, "Boat"],
  [{ type: ["array", "null"], items: { $ref: "./Boat.yaml" } }, "Boat[]"],
  [{ type: "object", additionalProperties: { type: "number" } }, "{ [key]: double }"],
  [{ schema: { type: "boolean" } }, "boolean"],
  [{ content: { "application/json": { schema: { type: "string" } } } }, "string"],
  [{ description: "no type" }, undefined],
  [null, undefined],
])("the schema %j states %s", (schema, type) => {
  expect(typeOfSchema(schema)).toBe(type);
});

test("near names come best first, and far ones not at all", () => {
  expect(nearestTo("Conatct", ["Contact", "ContactAction", "Sale", "Content"])).toEqual([
    "Contact",
    "Content",
  ]);
  expect(nearestTo("contact", ["ContactAction", "Contact"])).toEqual(["Contact", "ContactAction"]);
  expect(nearestTo("zzzz", ["Contact"])).toEqual([]);
});
