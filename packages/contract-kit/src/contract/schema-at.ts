import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import type { Token } from "../json/pointer.ts";
import { type ContractDocument, classOf, resolved } from "./document.ts";

/** What the contract says of one place of a body. */
export interface PlaceSchema {
  /** The schema with references followed and null taken out; empty where the contract says nothing. */
  readonly schema: JsonObject;
  /** Null may stand here. */
  readonly nullable: boolean;
  /** Class of the place, where it has one. */
  readonly class?: string;
}

/** Reads a schema: follows references and takes "or null" apart. */
export function placeSchema(document: ContractDocument, node: Json | undefined): PlaceSchema {
  const name = classOf(node);
  const chosen = isObject(node) && isArray(node["anyOf"]) ? node["anyOf"] : undefined;
  const orNull = chosen?.some((option) => isObject(option) && option["type"] === "null") === true;
  const inner = chosen?.find((option) => isObject(option) && option["type"] !== "null") ?? node;
  const schema = resolved(document, inner);
  const nullable = orNull || [schema["type"]].flat().includes("null") || schema["type"] === undefined;
  return { schema, nullable, ...(name === undefined ? {} : { class: name }) };
}

/** True where an object's keys are data and not the contract's. */
export const isDictionary = (schema: JsonObject): boolean =>
  isObject(schema["additionalProperties"]) && schema["properties"] === undefined;

/** The schema one step further in; undefined where the contract does not know the step. */
export function stepInto(
  document: ContractDocument,
  { schema }: PlaceSchema,
  token: Token,
): PlaceSchema | undefined {
  if (typeof token === "number")
    return isObject(schema["items"]) ? placeSchema(document, schema["items"]) : undefined;
  const properties = schema["properties"];
  if (isObject(properties) && Object.hasOwn(properties, token))
    return placeSchema(document, properties[token]);
  const rest = schema["additionalProperties"];
  return isObject(rest) ? placeSchema(document, rest) : undefined;
}

/** The types of a schema without null. */
export const typesOf = (schema: JsonObject): readonly string[] =>
  [schema["type"]].flat().filter((type): type is string => typeof type === "string" && type !== "null");
