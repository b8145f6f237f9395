import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  referredClass,
  toClass,
  walk,
} from "./document.ts";

const suffix = "Input";

/**
 * Gives every class that a request body reaches a second schema for the way in (POLICY.md, P2). `ContactEntity`
 * stays what answers hold; `ContactEntityInput` is what a request may send: nothing is required, enums are
 * closed. Classes that are the arguments of one operation (`x-arguments`) are requests already and keep their name.
 * Changes `document` in place.
 */
export function deriveInputs(document: OpenApiDocument): void {
  const { schemas } = document.components;
  const reached = new Set<string>();
  const collect = (value: Json | undefined): void =>
    walk(value, (object) => {
      const name = referredClass(object);
      if (name === undefined || reached.has(name)) return;
      reached.add(name);
      collect(schemas[name]);
    });
  for (const body of requestBodies(document)) collect(body);

  const renamed = new Set([...reached].filter((name) => needsInput(schemas, name)));
  const redirect = (value: Json | undefined): void =>
    walk(value, (object) => {
      const name = referredClass(object);
      if (name !== undefined && renamed.has(name)) object["$ref"] = toClass(name + suffix);
    });
  for (const name of [...renamed].sort()) {
    const input = structuredClone(schemas[name]) as JsonObject;
    toInput(input, name);
    redirect(input);
    schemas[name + suffix] = input;
  }
  for (const name of reached) if (!renamed.has(name)) redirect(schemas[name]);
  for (const body of requestBodies(document)) redirect(body);
  document.components.schemas = Object.fromEntries(
    Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function* requestBodies(document: OpenApiDocument): Iterable<JsonObject> {
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item)) {
      const body = operation["requestBody"];
      if (isObject(body)) yield body;
    }
  }
}

/** Objects and enums differ on the way in; a date and time does not. */
function needsInput(schemas: OpenApiDocument["components"]["schemas"], name: string): boolean {
  const schema = schemas[name];
  if (schema === undefined || schema["x-arguments"] === true) return false;
  return schema["type"] === "object" || schema["x-extensible-enum"] !== undefined;
}

function toInput(schema: JsonObject, name: string): void {
  delete schema["required"];
  schema["x-input-of"] = name;
  closeEnum(schema);
}

/** Turns an enum that may grow into one that may not: `enum`, or for a flag list the pattern of its members. */
export function closeEnum(schema: JsonObject): void {
  const members = schema["x-extensible-enum"];
  if (!Array.isArray(members)) return;
  if (schema["x-flags"] === true) {
    const member = `(${members.join("|")})`;
    schema["pattern"] = `^${member}(, ?${member})*$`;
  } else {
    schema["enum"] = [...members];
  }
}
