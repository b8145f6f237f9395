import type { ContractDocument } from "@so-webapi/contract-kit/contract";
import { isDictionary, placeSchema, typesOf } from "@so-webapi/contract-kit/contract";
import { isArray, isObject, type Json, type JsonObject } from "@so-webapi/contract-kit/json";

/** An expression that is `true` for the compiler where a class's type and the contract agree on one fact. */
export type Assertion = string;

/**
 * What the type of a class must be by its schema, one expression for each fact: the names, which of them are
 * required, and the type of each property; of an enum, its members.
 */
export function classAssertions(document: ContractDocument, name: string, schema: JsonObject): Assertion[] {
  const properties = schema["properties"];
  if (!isObject(properties)) return [rootAssertion(document, name, schema)];
  return [
    frameAssertion(name, schema),
    ...Object.keys(properties).map((property) => propertyAssertion(document, name, schema, property)),
  ];
}

/** The same for the one fact that a change touches. */
export function changedAssertion(
  document: ContractDocument,
  name: string,
  schema: JsonObject,
  property: string | undefined,
): Assertion {
  if (property !== undefined) return propertyAssertion(document, name, schema, property);
  return isObject(schema["properties"])
    ? frameAssertion(name, schema)
    : rootAssertion(document, name, schema);
}

function frameAssertion(name: string, schema: JsonObject): Assertion {
  const isClass = typesOf(schema).join() === "object" && !typesWithNull(schema).includes("null");
  const names = isObject(schema["properties"]) ? Object.keys(schema["properties"]) : [];
  const required = isArray(schema["required"]) ? schema["required"].map(String) : [];
  const shape = isClass ? "true" : "false";
  return `Same<[keyof ${name}, RequiredKeys<${name}>, true], [${union(names)}, ${union(required)}, ${shape}]>`;
}

function propertyAssertion(
  document: ContractDocument,
  name: string,
  schema: JsonObject,
  property: string,
): Assertion {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  return `Same<Required<${name}>[${JSON.stringify(property)}], ${typeText(document, properties[property])}>`;
}

function rootAssertion(document: ContractDocument, name: string, schema: JsonObject): Assertion {
  const members = schema["x-extensible-enum"];
  const isText = typesWithNull(schema).join() === "string";
  if (isArray(members))
    return `Same<[KnownMember<${name}>, true], [${union(members.map(String))}, ${isText}]>`;
  return `Same<${name}, ${typeText(document, schema)}>`;
}

/** The TypeScript that a schema stands for. */
function typeText(document: ContractDocument, node: Json | undefined): string {
  const place = placeSchema(document, node);
  const isReference = place.class !== undefined;
  const nullable = isReference
    ? isObject(node) && node["anyOf"] !== undefined
    : typesWithNull(place.schema).includes("null");
  const types = isReference
    ? [place.class ?? ""]
    : typesOf(place.schema).map((type) => simple(document, place.schema, type));
  const all = types.length === 0 ? ["unknown"] : types;
  return [...new Set(nullable ? [...all, "null"] : all)].join(" | ");
}

function simple(document: ContractDocument, schema: JsonObject, type: string): string {
  switch (type) {
    case "integer":
    case "number":
      return "number";
    case "array":
      return `(${typeText(document, schema["items"])})[]`;
    case "object":
      return isDictionary(schema)
        ? `{ [key: string]: ${typeText(document, schema["additionalProperties"])} }`
        : "object";
    default:
      return type;
  }
}

const union = (names: readonly string[]): string =>
  names.map((name) => JSON.stringify(name)).join(" | ") || "never";
const typesWithNull = (schema: JsonObject): readonly Json[] =>
  [schema["type"]].flat().map((type) => type ?? null);
