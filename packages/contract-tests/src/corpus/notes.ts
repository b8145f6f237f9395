import type { ToolName } from "./corpus-table.ts";

/** Why tools judge cases otherwise than meant. */
export interface Note {
  readonly cases: readonly string[];
  readonly tools: readonly ToolName[];
  readonly text: string;
}

const types = ["openapi-typescript", "hey-api", "orval", "our types"] as const;

/** One for each cause. The table fails where a cell has no note, or a note no cell. */
export const notes: readonly Note[] = [
  {
    cases: ["NullableKeyword"],
    tools: ["openapi-typescript", "orval", "our types", "ajv", "ajv with formats", "Prism"],
    text: "These still read the word of OpenAPI 3.0. A contract that says it means one thing to them and another to a reader of 3.1, so it should not say it at all; our types are made by openapi-typescript and rely on our contract not having it.",
  },
  {
    cases: ["NullableKeyword"],
    tools: ["contract kit"],
    text: "The kit refuses such a contract before any check, with the place.",
  },
  {
    cases: ["NullableSibling"],
    tools: ["hey-api", "orval"],
    text: "What stands beside a reference is added as an alternative, where JSON Schema asks for both. Say it with `anyOf`, which every tool here reads as meant.",
  },
  {
    cases: ["EnumWithoutNull"],
    tools: ["openapi-typescript", "orval", "our types"],
    text: "The null of the type is added to the members. List null in both places or in none.",
  },
  {
    cases: ["OpenObject"],
    tools: types,
    text: "The compiler refuses unknown properties in a literal, and in a literal only: an object that was read may have them, and that the closed cases are as meant has the same cause. For what one writes this is the wanted side.",
  },
  {
    cases: ["ClosedAllOf"],
    tools: ["Prism"],
    text: "Prism does not hold an answer against `unevaluatedProperties` here: an object of parts stays open to it.",
  },
  {
    cases: ["ClosedAllOf"],
    tools: ["validators"],
    text: "What makes the shipped validators knows no `unevaluatedProperties` and says so instead of dropping it; our contract has no `allOf`.",
  },
  {
    cases: ["ClosedParts"],
    tools: [...types, "Prism"],
    text: "A schema that nothing fits passes for the union of its parts: types have no closed objects to intersect, and Prism takes the object with all the parts. The mistake shows only in a validator.",
  },
  {
    cases: ["StandardDateTime", "VendorDateTime", "NotSetDate", "FormatDate"],
    tools: types,
    text: "A date is a `string` to a type. Only a check at run time sees more; ours is `isDateTime` of `@so-webapi/platform/dates`.",
  },
  {
    cases: ["StandardDateTime", "FormatDate"],
    tools: ["ajv", "contract kit", "validators"],
    text: "`format` is an annotation to them here: plain ajv knows no formats, and ours know those of our contract (`so-date-time`, `int32`, `int64`, `double`) and assert them. `date-time` and `date` are not among them, since the vendor does not send RFC 3339. A contract of your own that uses them is checked less than it says.",
  },
  {
    cases: ["FlagsOut", "FlagsIn"],
    tools: ["openapi-typescript", "hey-api", "orval"],
    text: "A pattern is no type: the flags are a `string`.",
  },
  {
    cases: ["FlagsOut"],
    tools: ["our types"],
    text: 'On purpose: a misspelt literal must not compile. A member that these types do not know is written `"Later" as UnknownMember`; what is read may be any.',
  },
  {
    cases: ["Int64", "FormatInt32"],
    tools: types,
    text: "TypeScript has no whole numbers and no ranges.",
  },
  {
    cases: ["Int64"],
    tools: ["ajv", "ajv with formats"],
    text: "ajv-formats asks of `int64` only that it is whole, and plain ajv nothing; a number past 64 bits passes.",
  },
  {
    cases: ["Int64"],
    tools: ["Prism"],
    text: "Prism refuses what a JavaScript number cannot hold exactly, though the number is valid on the wire.",
  },
  {
    cases: ["FormatInt32"],
    tools: ["ajv"],
    text: "Without formats, `int32` says nothing.",
  },
  {
    cases: ["ReadOnlyInRequest"],
    tools: ["openapi-typescript", "our types", "ajv", "ajv with formats", "contract kit", "validators"],
    text: "To JSON Schema `readOnly` is an annotation and `required` holds; openapi-typescript has markers for it that are off by default. Our contract does not rest on it: what a request may leave out is a schema of its own (`PersonInput` beside `Person`). hey-api, orval and Prism take it out of requests.",
  },
];
