import { isArray } from "../../json/json.ts";
import type { SpecMutation } from "./spec-mutation.ts";

/** Why a change of the contract changes nothing that can be sent. By its schema and the change, never by a name. */
export interface SpecRule {
  readonly id: string;
  readonly sentence: string;
  readonly applies: (mutation: SpecMutation) => boolean;
}

/**
 * What only types notice, so without `types.agree` nothing that is sent can tell it: the members of a closed enum are texts
 * and say so themselves.
 */
export const excusesWithoutTypes: readonly SpecRule[] = [
  {
    id: "members-say-type",
    sentence:
      "The members of the closed enum are texts, so the type says no more; a type made of it would differ.",
    applies: (one) =>
      one.of === "class" &&
      (one.kind === "type-widened" || one.kind === "type-dropped") &&
      isArray(one.before["enum"]) &&
      one.before["enum"].every((member) => typeof member === "string"),
  },
];

/** Excuses of changes of the contract. */
export const specExcuses: readonly SpecRule[] = [
  {
    id: "double-says-nothing",
    sentence: "Every JSON number is a double, so the format says no more than the type.",
    applies: (one) =>
      one.of === "class" && one.kind === "format-dropped" && one.before["format"] === "double",
  },
  {
    id: "date-said-twice",
    sentence: "Format and pattern of the date say the same, so either may go as long as the other stays.",
    applies: (one) =>
      one.of === "class" &&
      ((one.kind === "format-dropped" && one.after["pattern"] !== undefined) ||
        (one.kind === "pattern-dropped" && one.after["format"] === "so-date-time")),
  },
];
