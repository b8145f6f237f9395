import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import type { ContractDocument } from "./document.ts";

/**
 * Derives the closed profile from an open contract: an object holds no property that the contract does not name, and an
 * enum no other member. Contracts stay open to the world, for vendors add fields; tests want to see them. Dictionaries
 * stay dictionaries, and what the contract knows nothing of stays open.
 *
 * An object that is put together by `allOf` is closed by `unevaluatedProperties` (JSON Schema 2020-12, Core, 11.3), for
 * `additionalProperties: false` would make each part refuse the others' properties.
 */
export function closeProfile(open: ContractDocument): ContractDocument {
  const schemas = Object.fromEntries(
    Object.entries(open.components.schemas).map(([name, schema]) => [name, closed(schema, false)]),
  );
  const paths = closeSchemasIn(open.paths as unknown as Json) as unknown as ContractDocument["paths"];
  return { ...open, components: { ...open.components, schemas } as ContractDocument["components"], paths };
}

/** Closes what stands under a `schema` key: below paths nothing else is a schema. */
function closeSchemasIn(node: Json): Json {
  if (isArray(node)) return mappedList(node, closeSchemasIn);
  if (!isObject(node)) return node;
  return mapped(node, (value, key) =>
    key === "schema" && isObject(value) ? closed(value, false) : closeSchemasIn(value),
  );
}

function closed(schema: Json, isPart: boolean): Json {
  if (isArray(schema)) return mappedList(schema, (one) => closed(one, isPart));
  if (!isObject(schema)) return schema;
  const inner = mapped(schema, (value, key) => {
    if (key === "properties" && isObject(value)) return mapped(value, (one) => closed(one, false));
    return closed(value, isPart || key === "allOf");
  });
  const more = { ...closing(schema, isPart), ...closedEnum(inner) };
  return Object.keys(more).length === 0 ? inner : { ...inner, ...more };
}

function closing(schema: JsonObject, isPart: boolean): JsonObject {
  if (isPart || schema["additionalProperties"] !== undefined) return {};
  if (isArray(schema["allOf"])) return { unevaluatedProperties: false };
  const isOpen = isObject(schema["properties"]) && schema["type"] === "object";
  return isOpen ? { additionalProperties: false } : {};
}

/** An enum that may grow becomes exactly its members; a flag list the comma list of them. */
function closedEnum(schema: JsonObject): JsonObject {
  const members = schema["x-extensible-enum"];
  if (!isArray(members)) return {};
  if (schema["x-flags"] !== true) return { enum: members };
  const member = `(${members.join("|")})`;
  return { pattern: `^${member}(, ?${member})*$` };
}

/** The node with its values written anew; itself where all of them stay, as most do. */
function mapped(node: JsonObject, write: (value: Json, key: string) => Json): JsonObject {
  let changed: Record<string, Json> | undefined;
  for (const [key, value] of Object.entries(node)) {
    const next = write(value, key);
    if (next === value) continue;
    changed ??= { ...node };
    changed[key] = next;
  }
  return changed ?? node;
}

/** The same of a list. */
function mappedList(list: readonly Json[], write: (value: Json) => Json): readonly Json[] {
  const next = list.map(write);
  return next.every((value, index) => value === list[index]) ? list : next;
}
