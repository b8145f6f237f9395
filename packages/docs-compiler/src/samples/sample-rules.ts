import type { SampleFailure } from "./validate-samples.ts";

interface Rule {
  readonly id: string;
  /** What the page's generator does, in a sentence. */
  readonly sentence: string;
  /** `contract`: the sample may well be right, and the contract lacks something. */
  readonly wrong: "sample" | "contract";
  readonly explains: (failure: SampleFailure) => boolean;
}

const isEmptyObject = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

/** Words of the generator's filler text are lower case; members of enums never are. */
const isFiller = (value: unknown): boolean => typeof value === "string" && /^[a-z]+$/.test(value);

/** Every known way in which a sample and the contract differ. The first rule that explains a failure names its class. */
export const sampleRules = [
  {
    id: "elided-object",
    sentence: "The generator stops at a depth and prints {} in place of whatever stands there.",
    wrong: "sample",
    explains: ({ kind, value }) => (kind === "missing-property" || kind === "type") && isEmptyObject(value),
  },
  {
    id: "constant-for-bytes",
    sentence: "The generator prints a constant text that begins with GIF89 where base64 belongs.",
    wrong: "sample",
    explains: ({ expected, value }) =>
      expected === "base64" && typeof value === "string" && value.startsWith("GIF89"),
  },
  {
    id: "decimal-in-integer",
    sentence: "The generator prints a decimal number where a 64-bit integer belongs.",
    wrong: "sample",
    explains: ({ kind, expected, value }) =>
      kind === "type" && expected === "int64" && typeof value === "number" && !Number.isInteger(value),
  },
  {
    id: "filler-in-date",
    sentence: "The generator prints a filler word where a date belongs.",
    wrong: "sample",
    explains: ({ kind, expected, value }) => kind === "format" && expected === "DateTime" && isFiller(value),
  },
  {
    id: "filler-in-enum",
    sentence: "The generator prints filler words as elements of an array of an enum.",
    wrong: "sample",
    explains: ({ kind, value }) => kind === "enum" && isFiller(value),
  },
  {
    id: "filler-in-base64",
    sentence: "The generator prints a filler word where base64 belongs.",
    wrong: "sample",
    explains: ({ kind, expected, value }) => kind === "format" && expected === "base64" && isFiller(value),
  },
  {
    id: "member-of-rest-only",
    sentence: "The sample has a member of an enum that no WSDL knows: REST has members of its own.",
    wrong: "contract",
    explains: ({ kind, value }) => kind === "enum" && typeof value === "string" && /^[A-Z]\w*$/.test(value),
  },
  {
    id: "null-after-204",
    sentence: "The generator prints null as the body of a 204, which has none.",
    wrong: "sample",
    explains: ({ kind, side, expected, value }) =>
      kind === "body" && side === "response" && expected === "no body" && value === null,
  },
  {
    id: "request-body-left-out",
    sentence: "The page describes a request body and the sample shows none.",
    wrong: "sample",
    explains: ({ kind, side, value }) => kind === "body" && side === "request" && value === undefined,
  },
  {
    id: "path-not-filled",
    sentence: "The generator leaves the path's parameters in their braces.",
    wrong: "sample",
    explains: ({ kind, expected }) => kind === "target" && expected === "a filled path",
  },
  {
    id: "query-left-out",
    sentence: "The generator leaves a required query parameter out of the target.",
    wrong: "sample",
    explains: ({ kind, expected }) => kind === "target" && expected.startsWith("?"),
  },
  {
    id: "description-as-reason",
    sentence: "The generator prints the status's description where the reason phrase belongs.",
    wrong: "sample",
    explains: ({ kind }) => kind === "reason",
  },
  {
    id: "misspelt-time-zone",
    sentence: "The generator prints a date of a header with a number in place of the M of GMT.",
    wrong: "sample",
    explains: ({ kind, value }) => kind === "header" && typeof value === "string" && / G\d+T$/.test(value),
  },
] as const satisfies readonly Rule[];

export type SampleClass = (typeof sampleRules)[number]["id"];
