import type { ClassModel, PropertyModel } from "../merge/classes.ts";
import { baseOfLinks } from "../merge/links.ts";
import type { TypeRef } from "../merge/type-ref.ts";
import type { EnumFact } from "../wsdl/facts.ts";

/** A JSON Schema or any object on its way to a file; keys are written in their order. */
export interface Out {
  [name: string]: unknown;
}

/** Descriptions in our own words: of a class under the empty name, of its properties under theirs. */
export type Descriptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** How one file refers to a class: `./X.yaml` among schemas, `../schemas/X.yaml` from operations. */
export type RefTo = (name: string) => string;

const scalars = {
  binary: { type: ["string", "null"], contentEncoding: "base64" },
  boolean: { type: "boolean" },
  double: { type: "number", format: "double" },
  int32: { type: "integer", format: "int32" },
  int64: { type: "integer", format: "int64" },
  string: { type: ["string", "null"] },
} as const;

/** The schema of a place of that type, null included where the policy admits it (POLICY.md, P4). */
export function schemaOf(type: TypeRef, refTo: RefTo): Out {
  switch (type.kind) {
    case "scalar":
      return type.name === "dateTime" ? { $ref: refTo("DateTime") } : { ...scalars[type.name] };
    case "enum":
      return { $ref: refTo(type.name) };
    case "class":
      return { anyOf: [{ $ref: refTo(type.name) }, { type: "null" }] };
    case "array":
      return { type: ["array", "null"], items: elementOf(type.of, refTo) };
    case "dictionary":
      return { type: ["object", "null"], additionalProperties: dictionaryValueOf(type.of, refTo) };
    case "unknown":
      return { "x-documented-type": type.printed };
  }
}

/** Elements of arrays are not null. */
function elementOf(type: TypeRef, refTo: RefTo): Out {
  if (type.kind === "class") return { $ref: refTo(type.name) };
  const schema = schemaOf(type, refTo);
  if (Array.isArray(schema["type"])) return { ...schema, type: schema["type"][0] };
  return schema;
}

/** Values of dictionaries are not null where they are objects; a text may be. */
function dictionaryValueOf(type: TypeRef, refTo: RefTo): Out {
  return type.kind === "class" ? { $ref: refTo(type.name) } : schemaOf(type, refTo);
}

/** The schema of a class, every property required (POLICY.md, P2). */
export function classSchema(model: ClassModel, descriptions: Descriptions): Out {
  const words = { ...descriptions[baseOfLinks(model.name)], ...descriptions[model.name] };
  return {
    ...(words[""] === undefined ? {} : { description: words[""] }),
    "x-sources": model.sources,
    type: "object",
    required: model.properties.map(({ name }) => name),
    properties: Object.fromEntries(
      model.properties.map((property) => [property.name, propertySchema(property, words[property.name])]),
    ),
  };
}

function propertySchema(property: PropertyModel, description: string | undefined): Out {
  return {
    ...(description === undefined ? {} : { description }),
    ...schemaOf(property.fact.type, besideSchema),
    ...(property.readOnly ? { readOnly: true } : {}),
    ...(property.deprecated === undefined ? {} : { deprecated: true }),
    ...(property.replacedBy === undefined ? {} : { "x-replaced-by": property.replacedBy }),
    ...(property.mdoList === undefined ? {} : { "x-mdo-list": property.mdoList }),
    ...(property.utc === undefined ? {} : { "x-utc": true }),
  };
}

const besideSchema: RefTo = (name) => `./${name}.yaml`;

/** The schema of an enum that may grow (POLICY.md, P9 and P10). */
export function enumSchema(fact: EnumFact, descriptions: Descriptions): Out {
  const description = descriptions[fact.name]?.[""];
  return {
    ...(description === undefined ? {} : { description }),
    "x-sources": [`${fact.file}:${fact.line}`],
    type: "string",
    ...(fact.flags ? { "x-flags": true, pattern: anyFlags } : {}),
    "x-extensible-enum": fact.members.map(({ name }) => name),
    "x-enum-numbers": Object.fromEntries(fact.members.map(({ name, number }) => [name, number])),
  };
}

const anyFlags = "^[A-Za-z][A-Za-z0-9]*(, ?[A-Za-z][A-Za-z0-9]*)*$";
