import { typesOf } from "../../contract/schema-at.ts";
import type { Edit } from "../../json/edit.ts";
import type { Json } from "../../json/json.ts";
import type { BodyKind } from "../body-kinds.ts";
import type { Place } from "../place.ts";

const to = (value: Json): Edit[] => [{ type: "replace", value }];
const isInteger = ({ value, at }: Place): boolean =>
  typeof value === "number" &&
  Number.isInteger(value) &&
  at !== undefined &&
  typesOf(at.schema).includes("integer");

/** Changes of the type and range of single values. The root has kinds of its own. */
export const scalarKinds: readonly BodyKind[] = [
  {
    id: "value-to-null",
    title: "null stands where a value stood",
    edits: ({ value, role }) => (value === null || role === "root" ? [] : to(null)),
  },
  {
    id: "null-to-string",
    title: "a text stands where null stood",
    edits: ({ value }) => (value === null ? to("lorem") : []),
  },
  {
    id: "null-to-array",
    title: "an array stands where null stood",
    edits: ({ value }) => (value === null ? to([]) : []),
  },
  {
    id: "number-to-string",
    title: "a number is written as a text",
    edits: ({ value }) => (typeof value === "number" ? to(String(value)) : []),
  },
  {
    id: "number-to-boolean",
    title: "a number became true",
    edits: ({ value }) => (typeof value === "number" ? to(true) : []),
  },
  {
    id: "string-to-number",
    title: "a number stands where a text belongs",
    edits: ({ value, at }) =>
      typeof value === "string" && at?.schema["x-extensible-enum"] === undefined ? to(7) : [],
  },
  {
    id: "string-to-object",
    title: "an object stands where a text belongs",
    edits: ({ value }) => (typeof value === "string" ? to({}) : []),
  },
  {
    id: "boolean-to-string",
    title: "a truth value is written as a text",
    edits: ({ value }) => (typeof value === "boolean" ? to(String(value)) : []),
  },
  {
    id: "boolean-to-number",
    title: "a truth value is written as 0 or 1",
    edits: ({ value }) => (typeof value === "boolean" ? to(Number(value)) : []),
  },
  {
    id: "integer-to-decimal",
    title: "a whole number has a fraction",
    edits: (place) => (isInteger(place) ? to(Number(place.value) + 0.5) : []),
  },
  {
    id: "int32-overflow",
    title: "a 32-bit number is one too large, or one too small",
    edits: (place) =>
      isInteger(place) && place.at?.schema["format"] === "int32"
        ? [...to(2 ** 31), ...to(-(2 ** 31) - 1)]
        : [],
  },
  {
    id: "int64-overflow",
    title: "a 64-bit number is too large",
    edits: (place) => (place.at?.schema["format"] === "int64" ? to(2 ** 64) : []),
  },
  {
    id: "int32-limit",
    title: "a 32-bit number is the largest there is",
    edits: (place) => (isInteger(place) && place.at?.schema["format"] === "int32" ? to(2 ** 31 - 1) : []),
  },
  {
    id: "wrapped-in-array",
    title: "a value stands alone in an array",
    edits: ({ value, role }) => (value === null || role === "root" ? [] : to([value])),
  },
];
