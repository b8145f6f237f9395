import { isDateTime } from "@so-webapi/platform/dates";
import type { ContractDocument } from "../contract/document.ts";
import { isArray, isObject } from "../json/json.ts";
import type { Mutation } from "./mutation.ts";
import { resolvedParameter } from "./parameters.ts";

/**
 * Why a mutation is legal. A rule looks at the contract's schema of the place and at the change, never at the name
 * of an operation or a property. The README lists every rule; a test holds both together.
 */
export interface Rule {
  readonly id: string;
  /** The reason in one sentence. */
  readonly sentence: string;
  readonly applies: (mutation: Mutation, document: ContractDocument) => boolean;
  /** The only kinds that it applies to; any where it does not say. */
  readonly kinds?: readonly string[];
}

type BodyMutation = Extract<Mutation, { of: "body" }>;

const onBody = (
  kinds: readonly string[],
  applies: (mutation: BodyMutation) => boolean,
): Pick<Rule, "applies" | "kinds"> => ({
  kinds,
  applies: (mutation) => mutation.of === "body" && kinds.includes(mutation.kind) && applies(mutation),
});

const untouched = ({ touchesFault }: BodyMutation): boolean => !touchesFault;

/** Excuses: the closed profile accepts what the mutation made, so no check may be asked to kill it. */
export const excuses: readonly Rule[] = [
  {
    id: "null-admitted",
    sentence: "The schema of the place admits null.",
    ...onBody(["value-to-null", "root-to-null"], (one) => untouched(one) && one.place.at?.nullable === true),
  },
  {
    id: "property-optional",
    sentence: "The class does not require the property, as no class does in a request.",
    ...onBody(["property-dropped"], (one) => untouched(one) && !one.place.required),
  },
  {
    id: "nothing-required",
    sentence: "The class requires no property, so an empty object keeps it.",
    ...onBody(["object-emptied"], (one) => {
      const required = one.place.at?.schema["required"];
      return untouched(one) && (!isArray(required) || required.length === 0);
    }),
  },
  {
    id: "order-free",
    sentence: "A JSON object has no order (RFC 8259, 4).",
    ...onBody(["properties-reordered"], () => true),
  },
  {
    id: "array-length-free",
    sentence: "The array has neither a least nor a greatest length, and its elements may repeat.",
    ...onBody(["array-emptied", "element-removed", "element-duplicated"], (one) => {
      const schema = one.place.at?.schema ?? {};
      const limits = ["minItems", "maxItems", "uniqueItems"];
      return untouched(one) && limits.every((name) => schema[name] === undefined);
    }),
  },
  {
    id: "keys-are-data",
    sentence: "The keys of a dictionary are data: any may be there and none must be.",
    ...onBody(["entry-renamed", "entry-dropped"], untouched),
  },
  {
    id: "within-range",
    sentence: "The largest 32-bit number is within the format's range.",
    ...onBody(["int32-limit"], (one) => untouched(one) && one.place.at?.schema["format"] === "int32"),
  },
  {
    id: "date-forms",
    sentence:
      "The platform's dates may leave out offset and fraction, and the first day of year 1 stands for none.",
    ...onBody(
      ["date-without-offset", "date-without-fraction", "date-unset"],
      (one) =>
        untouched(one) &&
        one.edit.type === "replace" &&
        typeof one.edit.value === "string" &&
        isDateTime(one.edit.value),
    ),
  },
  {
    id: "member-of-enum",
    sentence: "The other value is a member of the same enum.",
    ...onBody(["enum-to-other-member"], ({ place, edit, ...rest }) => {
      const members = place.at?.schema["x-extensible-enum"];
      return (
        !rest.touchesFault && edit.type === "replace" && isArray(members) && members.includes(edit.value)
      );
    }),
  },
  {
    id: "flags-any-order",
    sentence: "The members of a flag list may stand in any order.",
    ...onBody(["flags-out-of-order"], ({ place }) => place.at?.schema["x-flags"] === true),
  },
  {
    id: "white-space",
    sentence: "White space between the tokens of a JSON text means nothing (RFC 8259, 2).",
    applies: ({ kind }) => kind === "whitespace-removed",
  },
  {
    id: "header-name-case",
    sentence: "The name of a header is the same in any letter case (RFC 9110, 5.1).",
    applies: ({ kind }) => kind === "header-name-case",
  },
  {
    id: "header-optional",
    sentence: "The contract names the header and does not require it.",
    applies: (mutation, document) => {
      if (mutation.of !== "message" || mutation.kind !== "header-dropped" || mutation.part.type !== "header")
        return false;
      const parameter = resolvedParameter(document, mutation.operationId, mutation.part.name);
      return parameter !== undefined && parameter["required"] !== true;
    },
  },
  {
    id: "header-free-text",
    sentence: "The contract says of the header's value that it is a text, and no more.",
    applies: (mutation, document) => {
      if (mutation.of !== "message" || mutation.kind !== "header-changed" || mutation.part.type !== "header")
        return false;
      const schema = resolvedParameter(document, mutation.operationId, mutation.part.name)?.["schema"];
      return isObject(schema) && Object.keys(schema).join() === "type" && schema["type"] === "string";
    },
  },
  {
    id: "answer-header-unknown",
    sentence: "The contract describes no headers of answers, so an unknown one breaks nothing.",
    applies: ({ kind, direction }) => direction === "response" && kind === "header-added",
  },
  {
    id: "charset-meaningless",
    sentence: "JSON is UTF-8, and its media type has no charset parameter (RFC 8259, 8.1 and 11).",
    applies: ({ kind }) => kind === "media-type-without-charset",
  },
  {
    id: "media-type-documented",
    sentence: "The other media type is documented for the message too.",
    applies: ({ kind }) => kind === "media-type-sibling",
  },
  {
    id: "query-documented",
    sentence: "The query parameter is documented for the operation.",
    applies: (mutation, document) => {
      if (mutation.kind !== "query-documented") return false;
      return resolvedParameter(document, mutation.operationId, "$select")?.["in"] === "query";
    },
  },
  {
    id: "reason-meaningless",
    sentence: "A client ignores the reason phrase (RFC 9112, 4).",
    applies: ({ kind }) => kind === "reason-changed",
  },
];

/**
 * What the platform takes although the contract spells it otherwise. Such a mutation is killed, for a sample keeps
 * the exact spelling; but the proxy in enforce mode must let it pass, and brought to the contract's spelling it must
 * be what it was.
 */
export const tolerances: readonly Rule[] = [
  {
    id: "names-in-any-case",
    sentence: "The platform takes the property names of a request in any letter case.",
    applies: ({ kind, direction }) => direction === "request" && kind === "property-case",
  },
  {
    id: "enums-by-number",
    sentence: "The platform takes an enum in a request as its number.",
    applies: ({ kind, direction }) => direction === "request" && kind === "enum-to-number",
  },
  {
    id: "enums-in-any-case",
    sentence: "The platform takes an enum's member in a request in any letter case.",
    applies: ({ kind, direction }) => direction === "request" && kind === "enum-case",
  },
  {
    id: "unknown-headers-pass",
    sentence: "The platform ignores a request's header that it does not know.",
    applies: ({ kind, direction }) => direction === "request" && kind === "header-added",
  },
  {
    id: "unknown-query-passes",
    sentence: "The platform ignores a query parameter that it does not know.",
    applies: ({ kind }) => kind === "query-added",
  },
];
