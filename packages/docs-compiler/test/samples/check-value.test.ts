import { expect, test } from "vitest";
import { checkValue } from "../../src/samples/check-value.ts";
import { contractSchemas } from "../../src/samples/contract-schemas.ts";

const contract = contractSchemas(
  new Map([
    [
      "schemas/Boat.yaml",
      `type: object
required: [Id, Name]
properties:
  Id: {type: integer, format: int32}
  Name: {type: [string, "null"]}
  Length: {type: integer, format: int64}
  Photo: {type: [string, "null"], contentEncoding: base64}
  Built: {$ref: ./DateTime.yaml}
  Kind: {$ref: ./Kind.yaml}
  Rig: {$ref: ./Rig.yaml}
  Sister: {anyOf: [{$ref: ./Boat.yaml}, {type: "null"}]}
  Twin: {anyOf: [{$ref: ./Boat.yaml}]}
  Sails: {type: [array, "null"], items: {type: number}}
  Gear: {type: [object, "null"], additionalProperties: {type: boolean}}
  Odd: {x-documented-type: object}
  a/b: {type: boolean}
`,
    ],
    ["schemas/DateTime.yaml", 'type: string\npattern: "^\\\\d{4}-"\n'],
    ["schemas/Kind.yaml", "type: string\nx-extensible-enum: [Sloop, Ketch]\n"],
    ["schemas/Rig.yaml", "type: string\nx-flags: true\nx-extensible-enum: [Mast, Boom]\n"],
  ]),
);
const boat = { schema: { $ref: "./Boat.yaml" }, file: "schemas/Other.yaml" };
const check = (value: object, asRequest = false) =>
  checkValue(contract, boat, asRequest ? value : { Id: 1, Name: null, ...value }, asRequest).map(
    ({ pointer, kind, expected }) => `${pointer} ${kind} ${expected}`,
  );

test.each([
  [{ Length: 2 ** 40, Photo: "QUJD", Built: "2001-02-03", Kind: "Ketch", Rig: "Boom, Mast" }],
  [{ Sister: null, Sails: [1.5], Gear: { hook: true }, Odd: { any: ["thing"] } }],
  [{ Sister: { Id: 2, Name: "Anna" }, Sails: null, Photo: null }],
])("%j is as the contract says", (value) => {
  expect(check(value)).toEqual([]);
});

test.each([
  [{ Id: 2 ** 31 }, "/Id format int32"],
  [{ Id: null }, "/Id null int32"],
  [{ Id: "1" }, "/Id type int32"],
  [{ Length: 99.99 }, "/Length type int64"],
  [{ Photo: "GIF89....x" }, "/Photo format base64"],
  [{ Built: "qui" }, "/Built format DateTime"],
  [{ Kind: "Junk" }, "/Kind enum Kind"],
  [{ Rig: "Mast, Oar" }, "/Rig enum Rig"],
  [{ Sails: [1, "two"] }, "/Sails/1 type number"],
  [{ Gear: { hook: 1 } }, "/Gear/hook type boolean"],
  [{ Sister: { Id: 2 } }, "/Sister missing-property Name"],
  [{ Twin: null }, "/Twin null Boat"],
  [{ "a/b": 1 }, "/a~1b type boolean"],
  [{ Keel: 1 }, "/Keel additional-property Keel"],
])("%j is not: %s", (value, violation) => {
  expect(check(value)).toEqual([violation]);
});

test("a request needs no property", () => {
  expect(check({}, true)).toEqual([]);
  expect(checkValue(contract, boat, {}, false)).toHaveLength(2);
});
