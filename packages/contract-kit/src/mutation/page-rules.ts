import { type ContractDocument, operationById, requestSchema } from "../contract/document.ts";
import { typesOf } from "../contract/schema-at.ts";
import { isArray, isObject, type Json } from "../json/json.ts";
import type { Rule } from "./rules.ts";

const typeNames = (value: Json): readonly string[] => {
  if (isArray(value)) return ["array"];
  if (typeof value === "number") return Number.isInteger(value) ? ["integer", "number"] : ["number"];
  return [value === null ? "null" : typeof value];
};

const isEmptyArray = (value: Json): boolean => isArray(value) && value.length === 0;

/** Keywords that may refuse a value of the right type; of no other array than an empty one are mutants made. */
const ofScalars = ["enum", "pattern", "properties", "items", "additionalProperties", "x-extensible-enum"];
const ofEmptyArrays = ["enum", "minItems"];

/**
 * What the samples of all pages and of users' tenants need besides: bodies that are a single value or null, null where a text
 * or a list may stand, alternatives, faults of other kinds.
 */
export const pageExcuses: readonly Rule[] = [
  {
    id: "value-of-type",
    sentence: "The other value is of a type of the place, whose schema says no more of such a value.",
    kinds: [
      "null-to-string",
      "null-to-array",
      "root-to-string",
      "root-to-number",
      "root-to-boolean",
      "root-object-to-array",
    ],
    applies: (mutation) => {
      if (mutation.of !== "body" || mutation.edit.type !== "replace" || mutation.touchesFault) return false;
      const { schema = {} } = mutation.place.at ?? {};
      const { value } = mutation.edit;
      const more = isEmptyArray(value) ? ofEmptyArrays : ofScalars;
      if (more.some((keyword) => schema[keyword] !== undefined) || schema["format"] === "so-date-time")
        return false;
      return typesOf(schema).some((type) => typeNames(value).includes(type));
    },
  },
  {
    id: "other-alternative",
    sentence: "The contract admits several forms of the body, and the change makes it another of them.",
    applies: (mutation, document) =>
      mutation.of === "body" &&
      mutation.direction === "request" &&
      mutation.place.role === "root" &&
      mutation.edit.type === "replace" &&
      isObject(mutation.edit.value) &&
      hasAlternatives(document, mutation.operationId),
  },
];

/** Not a change that is legal, so it excuses only what no check refuses. */
export const faultStays: Rule = {
  id: "fault-stays",
  sentence: "The value was faulty, and what the change makes of it is the same fault.",
  applies: (mutation) => mutation.of === "body" && mutation.touchesFault,
};

function hasAlternatives(document: ContractDocument, operationId: string): boolean {
  const found = operationById(document, operationId);
  const options = found && requestSchema(document, found)?.["anyOf"];
  return (
    isArray(options) && options.filter((option) => isObject(option) && option["type"] !== "null").length > 1
  );
}
