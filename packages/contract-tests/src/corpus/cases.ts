import { closeProfile } from "@so-webapi/contract-kit/contract";
import type { JsonObject } from "@so-webapi/contract-kit/json";
import { DATE_TIME_PATTERN as pattern } from "@so-webapi/platform/dates";
import type { CorpusCase } from "./corpus-case.ts";

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  ...more,
});
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const soDateTime: JsonObject = { type: "string", format: "so-date-time", pattern };
const business = { Business: object({ Id: { type: "integer" } }) };
const openPerson = object({ Name: { type: "string" } });

/** The closed profile of schemas, as the kit derives it. */
const closed = (schemas: Readonly<Record<string, JsonObject>>, name: string): JsonObject => {
  const info = { openapi: "3.1.0", info: { title: "corpus", version: "1" }, paths: {} };
  return closeProfile({ ...info, components: { schemas } }).components.schemas[name] as JsonObject;
};

/** A row for each pitfall; several where it has several sides. */
export const cases: readonly CorpusCase[] = [
  {
    name: "NullableKeyword",
    meaning: "`nullable: true` is no keyword of 3.1: null is refused",
    schema: object({ Name: { type: "string", nullable: true } }),
    taken: ['{"Name":"a"}'],
    refused: ['{"Name":null}', '{"Name":1}'],
  },
  {
    name: "NullableReference",
    meaning: "a reference or null, by `anyOf`",
    schema: object({ Business: { anyOf: [ref("Business"), { type: "null" }] } }),
    shared: business,
    taken: ['{"Business":null}', '{"Business":{"Id":1}}'],
    refused: ['{"Business":{}}', '{"Business":"1"}', "{}"],
  },
  {
    name: "NullableSibling",
    meaning: "`type` beside a reference that says `object`: both hold, so null is refused",
    schema: object({ Business: { ...ref("Business"), type: ["object", "null"] } }),
    shared: business,
    taken: ['{"Business":{"Id":1}}'],
    refused: ['{"Business":null}', '{"Business":{"Id":"1"}}'],
  },
  {
    name: "NullOnShared",
    meaning: "null on a shared component: it is taken wherever the component is used",
    schema: object({ First: ref("MaybeText"), Second: ref("MaybeText") }),
    shared: { MaybeText: { type: ["string", "null"] } },
    taken: ['{"First":null,"Second":null}', '{"First":"a","Second":null}'],
    refused: ['{"First":null}', '{"First":1,"Second":null}'],
  },
  {
    name: "EnumOrNull",
    meaning: "both the type and the enum list null",
    schema: object({ Rank: { type: ["string", "null"], enum: ["Low", "High", null] } }),
    taken: ['{"Rank":"Low"}', '{"Rank":null}'],
    refused: ['{"Rank":"low"}', '{"Rank":"null"}', '{"Rank":0}'],
  },
  {
    name: "EnumWithoutNull",
    meaning: "only the type lists null, the enum does not: null is refused",
    schema: object({ Rank: { type: ["string", "null"], enum: ["Low", "High"] } }),
    taken: ['{"Rank":"Low"}'],
    refused: ['{"Rank":null}', '{"Rank":"low"}'],
  },
  {
    name: "OpenObject",
    meaning: "an open object: vendors add fields",
    schema: openPerson,
    taken: ['{"Name":"a"}', '{"Name":"a","Added":1}'],
    refused: ['{"Added":1}', '{"Name":1}'],
  },
  {
    name: "ClosedObject",
    meaning: "the same, closed mechanically for tests",
    schema: closed({ ClosedObject: openPerson }, "ClosedObject"),
    taken: ['{"Name":"a"}'],
    refused: ['{"Name":"a","Added":1}', "{}"],
  },
  {
    name: "ClosedAllOf",
    meaning: "closed over `allOf`, by `unevaluatedProperties` on the outer schema",
    schema: closed({ ...business, ClosedAllOf: { allOf: [ref("Business"), openPerson] } }, "ClosedAllOf"),
    shared: business,
    taken: ['{"Id":1,"Name":"a"}'],
    refused: ['{"Id":1,"Name":"a","Added":1}', '{"Id":1}'],
  },
  {
    name: "ClosedParts",
    meaning:
      "`additionalProperties: false` in each part of `allOf`: each refuses the other's, so nothing fits",
    schema: {
      allOf: [
        object({ Id: { type: "integer" } }, { additionalProperties: false }),
        object({ Name: { type: "string" } }, { additionalProperties: false }),
      ],
    },
    taken: [],
    refused: ['{"Id":1,"Name":"a"}', '{"Id":1}'],
  },
  {
    name: "StandardDateTime",
    meaning: "`date-time` is RFC 3339: the vendor's times without an offset are refused",
    schema: object({ When: { type: "string", format: "date-time" } }),
    taken: ['{"When":"2024-01-31T10:11:12Z"}', '{"When":"2024-01-31T10:11:12.1234567+02:00"}'],
    refused: ['{"When":"2024-01-31T10:11:12"}', '{"When":"2024-02-30T10:11:12Z"}'],
  },
  {
    name: "VendorDateTime",
    meaning: "the vendor's own format: no offset, up to 7 digits, days that exist",
    schema: object({ When: soDateTime }),
    taken: ['{"When":"2024-01-31T10:11:12"}', '{"When":"2024-01-31T10:11:12.1234567Z"}'],
    refused: ['{"When":"2024-02-30T10:11:12"}', '{"When":"2024-01-31"}', '{"When":1706695872}'],
  },
  {
    name: "NotSetDate",
    meaning: '`0001-01-01T00:00:00`, the server\'s "not set", is a value; the year 0 is none, nor is null',
    schema: object({ When: soDateTime }),
    taken: ['{"When":"0001-01-01T00:00:00"}', '{"When":"0001-01-01T00:00:00Z"}'],
    refused: ['{"When":"0000-01-01T00:00:00"}', '{"When":null}'],
  },
  {
    name: "FlagsOut",
    meaning: "flags in an answer: names with commas in any order, unknown ones too",
    schema: object({
      Mask: {
        type: "string",
        "x-flags": true,
        pattern: "^[A-Za-z][A-Za-z0-9]*(, ?[A-Za-z][A-Za-z0-9]*)*$",
        "x-extensible-enum": ["Read", "Write"],
      },
    }),
    taken: ['{"Mask":"Write, Read"}', '{"Mask":"Write,Read"}', '{"Mask":"Later"}'],
    refused: ['{"Mask":"Read|Write"}', '{"Mask":3}', '{"Mask":""}'],
  },
  {
    name: "FlagsIn",
    meaning: "flags in a request: known names only",
    body: "request",
    schema: object({
      Mask: {
        type: "string",
        "x-flags": true,
        pattern: "^(Read|Write)(, ?(Read|Write))*$",
        "x-extensible-enum": ["Read", "Write"],
      },
    }),
    taken: ['{"Mask":"Write, Read"}', '{"Mask":"Read"}'],
    refused: ['{"Mask":"Later"}', '{"Mask":"Read;Write"}', '{"Mask":3}'],
  },
  {
    name: "Int64",
    meaning: "whole numbers past 2^53 are valid; fractions, text and 2^64 are not",
    schema: object({ Size: { type: "integer", format: "int64" } }),
    taken: ['{"Size":9007199254740993}', '{"Size":-9223372036854775808}'],
    refused: ['{"Size":1.5}', '{"Size":"9007199254740993"}', '{"Size":18446744073709551616}'],
  },
  {
    name: "FormatInt32",
    meaning: "`format` asserted, not an annotation: `int32`",
    schema: object({ ContactId: { type: "integer", format: "int32" } }),
    taken: ['{"ContactId":2147483647}', '{"ContactId":-2147483648}'],
    refused: ['{"ContactId":2147483648}', '{"ContactId":1.5}'],
  },
  {
    name: "FormatDate",
    meaning: "`format` asserted, not an annotation: `date`",
    schema: object({ Day: { type: "string", format: "date" } }),
    taken: ['{"Day":"2024-02-29"}'],
    refused: ['{"Day":"2024-02-30"}', '{"Day":"soon"}'],
  },
  {
    name: "ReadOnlyInRequest",
    meaning: "required and `readOnly`: a request may leave it out",
    body: "request",
    schema: object({ PersonId: { type: "integer", readOnly: true }, Name: { type: "string" } }),
    taken: ['{"Name":"a"}'],
    refused: ['{"PersonId":1}', '{"Name":1}'],
  },
  {
    name: "ReadOnlyInAnswer",
    meaning: "required and `readOnly`: an answer has it",
    schema: object({ PersonId: { type: "integer", readOnly: true }, Name: { type: "string" } }),
    taken: ['{"PersonId":1,"Name":"a"}'],
    refused: ['{"Name":"a"}'],
  },
  {
    name: "NamedExamples",
    meaning: "named examples beside a schema are examples: other values are taken as well",
    schema: object({ Department: { type: "string", examples: ["Sales", "Support"] } }),
    taken: ['{"Department":"Sales"}', '{"Department":"Else"}'],
    refused: ['{"Department":1}', "{}"],
  },
];
