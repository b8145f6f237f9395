/** A JSON object as it stands in a body or in a `rest` column. */
export type JsonObject = { [key: string]: unknown };

/** Tells an object from arrays, null and scalars. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
