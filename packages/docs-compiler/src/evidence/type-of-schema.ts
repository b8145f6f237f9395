const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The type that a JSON Schema of the contract states, as `formatType` writes it; null is no part of it. `undefined`
 * where the schema states none.
 */
export function typeOfSchema(schema: unknown): string | undefined {
  if (!isObject(schema)) return undefined;
  const { $ref, anyOf, schema: inner, content } = schema;
  if (typeof $ref === "string") return nameIn($ref);
  if (Array.isArray(anyOf))
    return anyOf.map(typeOfSchema).find((type) => type !== undefined && type !== "null");
  if (inner !== undefined) return typeOfSchema(inner);
  if (isObject(content)) return typeOfSchema(Object.values(content)[0]);
  const { type } = schema;
  switch (Array.isArray(type) ? type.find((one) => one !== "null") : type) {
    case "array":
      return `${typeOfSchema(schema["items"]) ?? "unknown"}[]`;
    case "object":
      return `{ [key]: ${typeOfSchema(schema["additionalProperties"]) ?? "unknown"} }`;
    case "integer":
      return schema["format"] === "int64" ? "int64" : "int32";
    case "number":
      return "double";
    case "boolean":
      return "boolean";
    case "string":
      return schema["contentEncoding"] === "base64" ? "binary" : "string";
    default:
      return undefined;
  }
}

function nameIn(ref: string): string {
  const name = ref.slice(ref.lastIndexOf("/") + 1).replace(/\.yaml$/, "");
  return name === "DateTime" ? "dateTime" : name;
}
