import type { Json, Node } from "./schemas.ts";

/** Takes a line that needs one of its own, and gives the type that refers to it. */
export type Hoist = (line: string) => string;

/** A reference to the line of a class; the number of the line takes its place when the table is packed. */
export const reference = (name: string): string => `<${name}>`;

const isType = (line: string): boolean => /^[?[%]*(?:[A-Z]|<[^>]+>)$/.test(line);

/**
 * Writes a schema as a line of a packed table (`src/rules/read-rule.ts` says how one reads), with `<NAME>` in place of
 * the number of a class's line.
 *
 * @throws for a keyword that the rules cannot say: nothing is left out in silence
 */
export function lineOf(schema: Json, hoist: Hoist): string {
  const keywords = asNode(schema);
  for (const keyword of Object.keys(keywords)) {
    if (!known.has(keyword) && !keyword.startsWith("x-")) throw new Error(`unknown keyword: "${keyword}"`);
  }
  const lines = [
    ...(keywords["$ref"] === undefined ? [] : [reference(classOf(keywords["$ref"]))]),
    ...typeLines(keywords, hoist),
    ...(keywords["enum"] === undefined ? [] : [`=${JSON.stringify(keywords["enum"])}`]),
    ...patternLines(keywords),
    ...listOf(keywords["allOf"]).map((part) => lineOf(part, hoist)),
    ...alternatives(listOf(keywords["anyOf"]), hoist),
  ];
  const [first = "A", ...others] = lines;
  return others.length === 0 ? first : `&${lines.map((line) => asType(line, hoist)).join(",")}`;
}

/** Writes a schema as a type, which stands inside of a line. */
export const typeOf = (schema: Json, hoist: Hoist): string => asType(lineOf(schema, hoist), hoist);

const asType = (line: string, hoist: Hoist): string => (isType(line) ? line : hoist(line));

function typeLines(schema: Node, hoist: Hoist): string[] {
  const types = listOf(schema["type"]);
  const [type, other] = types.filter((each) => each !== "null");
  const nullable = types.includes("null");
  if (types.length === 0) {
    for (const keyword of ["properties", "required", "additionalProperties", "items", "format", "pattern"]) {
      if (keyword in schema) throw new Error(`${keyword} without a type`);
    }
    return [];
  }
  if (type === undefined || other !== undefined) throw new Error(`type of ${JSON.stringify(types)}`);
  if (type === "string" && nullable && schema["format"] !== "so-date-time") return ["N"];
  const line = notNull(String(type), schema, hoist);
  return [nullable ? `?${asType(line, hoist)}` : line];
}

function notNull(type: string, schema: Node, hoist: Hoist): string {
  switch (type) {
    case "string":
      return schema["format"] === "so-date-time" ? "T" : "S";
    case "integer":
      return schema["format"] === "int64" ? "L" : "I";
    case "number":
      return "D";
    case "boolean":
      return "B";
    case "array":
      return `[${typeOf(schema["items"] ?? {}, hoist)}`;
    case "object":
      return objectLine(schema, hoist);
    default:
      throw new Error(`type of "${type}"`);
  }
}

function objectLine({ properties = {}, required = [], additionalProperties }: Node, hoist: Hoist): string {
  const schemas = asNode(properties);
  const needed = new Set(listOf(required).map(String));
  const names = [...new Set([...Object.keys(schemas), ...needed])];
  const members = names.map((name) => {
    if (!/^[\w.]+$/.test(name)) throw new Error(`a property of the name ${JSON.stringify(name)}`);
    return `${name}${needed.has(name) ? "!" : ":"}${typeOf(schemas[name] ?? {}, hoist)}`;
  });
  if (typeof additionalProperties !== "object")
    return `${additionalProperties === false ? "}" : "{"}${members.join(" ")}`;
  if (members.length > 0) throw new Error("properties beside a schema for others");
  return `%${typeOf(additionalProperties, hoist)}`;
}

function patternLines({ pattern, format }: Node): string[] {
  // The format says all that the pattern says; both would report one mistake twice.
  return pattern === undefined || format === "so-date-time" ? [] : [`/${String(pattern)}`];
}

function alternatives(options: readonly Json[], hoist: Hoist): string[] {
  const notNull = options.filter((option) => asNode(option)["type"] !== "null");
  const [only] = notNull;
  if (only === undefined) return [];
  const line =
    notNull.length === 1
      ? typeOf(only, hoist)
      : `|${notNull.map((option) => typeOf(option, hoist)).join(",")}`;
  return [notNull.length === options.length ? line : `?${asType(line, hoist)}`];
}

const asNode = (schema: Json | undefined): Node => {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema))
    throw new Error(`a schema that is ${JSON.stringify(schema)}`);
  return schema;
};
const listOf = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const classOf = (ref: Json): string => String(ref).replace("#/components/schemas/", "");

/** What `lineOf` reads, and annotations. `nullable` is a word of OpenAPI 3.0 and says nothing in 3.1. */
const known = new Set([
  ...["$ref", "type", "format", "enum", "pattern", "allOf", "anyOf"],
  ...["properties", "required", "additionalProperties", "items"],
  ...[
    "contentEncoding",
    "description",
    "readOnly",
    "writeOnly",
    "deprecated",
    "example",
    "examples",
    "title",
  ],
  "nullable",
]);
