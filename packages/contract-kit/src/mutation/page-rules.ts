import { type ContractDocument, operationById, requestSchema } from "../contract/document.ts";
import { typesOf } from "../contract/schema-at.ts";
import { isArray, isObject, type Json } from "../json/json.ts";
import type { Rule } from "./rules.ts";

const typeNames = (value: Json): readonly string[] => {
  if (isArray(value)) return ["array"];
  if (typeof value === "number") return Number.isInteger(value) ? ["integer", "number"] : ["number"];
  return [value === null ? "null" : typeof value];
};

/** What only the samples of all pages need: bodies that are a single value, alternatives, faults of other kinds. */
export const pageExcuses: readonly Rule[] = [
  {
    id: "value-of-type",
    sentence: "The other value is of a type of the place, whose schema says no more of a value.",
    kinds: ["root-to-string", "root-to-number", "root-to-boolean"],
    applies: (mutation) => {
      if (mutation.of !== "body" || mutation.edit.type !== "replace" || mutation.touchesFault) return false;
      const { schema = {} } = mutation.place.at ?? {};
      const says = ["enum", "pattern", "properties", "items", "additionalProperties"];
      if (says.some((keyword) => schema[keyword] !== undefined) || schema["format"] === "so-date-time")
        return false;
      const { value } = mutation.edit;
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
