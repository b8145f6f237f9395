/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A JSON object. */
export type JsonObject = { [name: string]: Json };

/** A JSON Schema or an OpenAPI object on its way through the build. */
export type SchemaObject = JsonObject;

/** The parts of a bundled OpenAPI document that the build reads and writes. */
export interface OpenApiDocument {
  openapi: string;
  paths: { [path: string]: { [method: string]: JsonObject } };
  components: {
    schemas: { [name: string]: SchemaObject };
    [section: string]: { [name: string]: JsonObject };
  };
  [field: string]: unknown;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const schemaPrefix = "#/components/schemas/";

/** The class that a schema refers to, or undefined where it is no reference to one. */
export function referredClass(schema: Json | undefined): string | undefined {
  if (!isObject(schema)) return undefined;
  const ref = schema["$ref"];
  return typeof ref === "string" && ref.startsWith(schemaPrefix) ? ref.slice(schemaPrefix.length) : undefined;
}

/** A reference to a class. */
export const toClass = (name: string): string => schemaPrefix + name;

/** Calls `visit` with every object below `value`, itself included, parents first. */
export function walk(value: Json | undefined, visit: (object: JsonObject) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (isObject(value)) {
    visit(value);
    for (const item of Object.values(value)) walk(item, visit);
  }
}
