import { nameIn, type Schema } from "./bundle.ts";
import type { TypePart } from "./model.ts";

/** Gives the page of a schema: an input form has the page of the class that it is of. */
export type PageOfSchema = (name: string) => string | undefined;

/** A type as people read it. Null is no part of it; a type that nobody knows is `anything`. */
export function typeParts(schema: Schema | undefined, pageOf: PageOfSchema): TypePart[] {
  if (schema === undefined) return [{ text: "bytes" }];
  const { $ref, anyOf, type, items, additionalProperties, format, contentEncoding } = schema;
  if ($ref !== undefined) return [named(nameIn($ref), pageOf)];
  if (anyOf !== undefined) {
    const choices = anyOf.filter((one) => one.type !== "null").map((one) => typeParts(one, pageOf));
    return choices.flatMap((parts, index) => (index === 0 ? parts : [{ text: " or " }, ...parts]));
  }
  const kind = typeof type === "string" ? type : type?.find((one) => one !== "null");
  switch (kind) {
    case undefined:
      return [
        {
          text:
            schema["x-documented-type"] === undefined
              ? "anything"
              : `anything (${schema["x-documented-type"]})`,
        },
      ];
    case "array":
      return [...typeParts(items ?? {}, pageOf), { text: "[]" }];
    case "object":
      return typeof additionalProperties === "object"
        ? [{ text: "{ [key]: " }, ...typeParts(additionalProperties, pageOf), { text: " }" }]
        : [{ text: "object" }];
    case "string":
      return [{ text: contentEncoding === "base64" ? "base64" : "string" }];
    default:
      return [{ text: format ?? kind }];
  }
}

function named(name: string, pageOf: PageOfSchema): TypePart {
  const to = pageOf(name);
  return to === undefined ? { text: name } : { text: name, to };
}

/** Whether null can stand here. */
export function canBeNull(schema: Schema | undefined): boolean {
  if (schema === undefined) return false;
  const { type, anyOf } = schema;
  return (
    (Array.isArray(type) && type.includes("null")) || (anyOf?.some((one) => one.type === "null") ?? false)
  );
}
