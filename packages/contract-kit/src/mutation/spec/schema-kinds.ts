import { typesOf } from "../../contract/schema-at.ts";
import { isArray, isObject, type Json, type JsonObject } from "../../json/json.ts";

/** One way to change a schema. Gives every form that the change can take, none where it does not fit. */
export interface SchemaKind {
  readonly id: string;
  readonly title: string;
  readonly write: (schema: JsonObject, classes: readonly ClassSort[]) => readonly JsonObject[];
}

/** A class and what sort of schema it is: a reference goes astray to another of its sort. */
export interface ClassSort {
  readonly name: string;
  readonly sort: "object" | "enum" | "value";
}

const without = (schema: JsonObject, ...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => !names.includes(name)));
const propertiesOf = (schema: JsonObject): readonly [string, Json][] =>
  isObject(schema["properties"]) ? Object.entries(schema["properties"]) : [];
const requiredOf = (schema: JsonObject): readonly Json[] =>
  isArray(schema["required"]) ? schema["required"] : [];
const membersOf = (schema: JsonObject): readonly Json[] =>
  isArray(schema["x-extensible-enum"]) ? schema["x-extensible-enum"] : [];
const isNullable = (schema: JsonObject): boolean =>
  [schema["type"]].flat().includes("null") ||
  (isArray(schema["anyOf"]) && schema["anyOf"].some((one) => isObject(one) && one["type"] === "null"));

/** The same enum with other members: in the list that may grow, and in the closed form of it. */
function withMembers(schema: JsonObject, members: readonly Json[]): JsonObject {
  const member = `(${members.join("|")})`;
  return {
    ...schema,
    "x-extensible-enum": members,
    ...(schema["enum"] === undefined ? {} : { enum: members }),
    ...(schema["x-flags"] === true ? { pattern: `^${member}(, ?${member})*$` } : {}),
  };
}

const otherType: Readonly<Record<string, string>> = {
  integer: "string",
  number: "string",
  boolean: "string",
  string: "integer",
  array: "object",
  object: "array",
};
const widerType: Readonly<Record<string, readonly string[]>> = {
  integer: ["number"],
  number: ["number", "string"],
  boolean: ["boolean", "string"],
  string: ["string", "number"],
  array: ["array", "string"],
  object: ["object", "string"],
};
function withType(schema: JsonObject, types: readonly string[]): JsonObject {
  const all = [schema["type"]].flat().includes("null") ? [...types, "null"] : types;
  return { ...schema, type: all.length === 1 ? String(all[0]) : all };
}

const onNames = (
  id: string,
  title: string,
  write: (schema: JsonObject, name: string) => JsonObject | undefined,
): SchemaKind => ({
  id,
  title,
  write: (schema) =>
    propertiesOf(schema)
      .map(([name]) => write(schema, name))
      .filter((one) => one !== undefined),
});

const onKeyword = (
  id: string,
  title: string,
  keyword: string,
  applies: (schema: JsonObject) => boolean = () => true,
): SchemaKind => ({
  id,
  title,
  write: (schema) => (schema[keyword] !== undefined && applies(schema) ? [without(schema, keyword)] : []),
});

/** Every way to change a schema of the closed profile. */
export const schemaKinds: readonly SchemaKind[] = [
  onNames("required-dropped", "a property is no longer required", (schema, name) =>
    requiredOf(schema).includes(name)
      ? { ...schema, required: requiredOf(schema).filter((one) => one !== name) }
      : undefined,
  ),
  onNames("required-added", "an optional property is required", (schema, name) =>
    requiredOf(schema).includes(name) ? undefined : { ...schema, required: [...requiredOf(schema), name] },
  ),
  onNames("property-removed", "a property is gone", (schema, name) => ({
    ...schema,
    properties: Object.fromEntries(propertiesOf(schema).filter(([one]) => one !== name)),
    ...(schema["required"] === undefined
      ? {}
      : { required: requiredOf(schema).filter((one) => one !== name) }),
  })),
  onNames("property-renamed", "a property has another name", (schema, name) => ({
    ...schema,
    properties: Object.fromEntries(
      propertiesOf(schema).map(([one, value]) => [one === name ? `${one}Lorem` : one, value]),
    ),
    ...(schema["required"] === undefined
      ? {}
      : { required: requiredOf(schema).map((one) => (one === name ? `${name}Lorem` : one)) }),
  })),
  {
    id: "property-invented",
    title: "a class has one property more",
    write: (schema) =>
      isObject(schema["properties"])
        ? [{ ...schema, properties: { ...schema["properties"], LoremIpsum: { type: "string" } } }]
        : [],
  },
  onKeyword(
    "object-opened",
    "a class takes properties that nobody knows",
    "additionalProperties",
    (schema) => schema["additionalProperties"] === false,
  ),
  onKeyword("dictionary-opened", "a dictionary takes values of any type", "additionalProperties", (schema) =>
    isObject(schema["additionalProperties"]),
  ),
  {
    id: "null-removed",
    title: "null is no longer admitted",
    write: (schema) => {
      if (!isNullable(schema)) return [];
      const options = isArray(schema["anyOf"]) ? schema["anyOf"].filter(isObject) : [];
      const chosen = options.find((option) => option["type"] !== "null");
      if (chosen !== undefined) return [{ ...without(schema, "anyOf"), ...chosen }];
      return [{ ...schema, type: typesOf(schema)[0] ?? "string" }];
    },
  },
  {
    id: "null-added",
    title: "null is admitted",
    write: (schema): JsonObject[] => {
      if (isNullable(schema)) return [];
      if (typeof schema["$ref"] === "string") {
        return [{ ...without(schema, "$ref"), anyOf: [{ $ref: schema["$ref"] }, { type: "null" }] }];
      }
      const members: JsonObject = isArray(schema["enum"]) ? { enum: [...schema["enum"], null] } : {};
      return typesOf(schema).length === 0
        ? []
        : [{ ...schema, ...members, type: [...typesOf(schema), "null"] }];
    },
  },
  {
    id: "type-changed",
    title: "a schema has another type",
    write: (schema) =>
      typesOf(schema).map((type) =>
        withType(without(schema, "format", "pattern", "enum"), [otherType[type] ?? "string"]),
      ),
  },
  {
    id: "type-widened",
    title: "a schema admits a second type",
    write: (schema) =>
      typesOf(schema).map((type) =>
        withType(without(schema, ...(type === "integer" ? ["format"] : [])), widerType[type] ?? [type]),
      ),
  },
  onKeyword("type-dropped", "a schema has no type", "type"),
  onKeyword("format-dropped", "a schema has no format", "format"),
  onKeyword("pattern-dropped", "a schema has no pattern", "pattern"),
  onKeyword("items-dropped", "an array says nothing of its elements", "items"),
  onKeyword("enum-opened", "an enum is any text", "enum"),
  {
    id: "member-removed",
    title: "an enum has one member less",
    write: (schema) =>
      membersOf(schema).map((gone) =>
        withMembers(
          schema,
          membersOf(schema).filter((one) => one !== gone),
        ),
      ),
  },
  {
    id: "member-added",
    title: "an enum has one member more",
    write: (schema) =>
      membersOf(schema).length > 0 ? [withMembers(schema, [...membersOf(schema), "Lorem"])] : [],
  },
  {
    id: "reference-astray",
    title: "a reference leads to another class",
    write: (schema, classes) => {
      const name = /\/schemas\/(.+)$/.exec(String(schema["$ref"]))?.[1];
      const own = classes.find((one) => one.name === name);
      if (own === undefined) return [];
      const same = classes.filter((one) => one.sort === own.sort || own.sort === "value");
      const next = same[(same.indexOf(own) + 1) % same.length];
      return next === undefined || next === own
        ? []
        : [{ ...schema, $ref: `#/components/schemas/${next.name}` }];
    },
  },
  {
    id: "reference-broken",
    title: "a reference leads nowhere",
    write: (schema) =>
      typeof schema["$ref"] === "string" ? [{ ...schema, $ref: "#/components/schemas/LoremIpsum" }] : [],
  },
];
