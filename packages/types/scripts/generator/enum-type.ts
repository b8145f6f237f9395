import ts from "typescript";
import type { Schema } from "./document.ts";

const { factory } = ts;

/** Helpers of src/enums.ts that generated types use. */
export const helpers = ["FlagList", "UnknownMember"] as const;

/**
 * The type of an enum that may grow, or nothing for any other schema. On the way in it is the same type as on the way
 * out, so a value that was read can be sent back.
 */
export function enumType(
  schema: Schema,
  names: ReadonlyMap<string, string>,
  schemas: Readonly<Record<string, Schema>>,
): ts.TypeNode | undefined {
  const members = schema["x-extensible-enum"];
  if (members === undefined || schema.type !== "string") return undefined;
  const output = schema["x-input-of"] ?? "";
  const name = names.get(output);
  if (name !== undefined && sameEnum(schema, schemas[output])) return factory.createTypeReferenceNode(name);

  const literals = members.map((member) =>
    factory.createLiteralTypeNode(factory.createStringLiteral(member)),
  );
  return schema["x-flags"] === true
    ? factory.createTypeReferenceNode("FlagList", [factory.createUnionTypeNode(literals)])
    : factory.createUnionTypeNode([...literals, factory.createTypeReferenceNode("UnknownMember")]);
}

function sameEnum(input: Schema, output: Schema | undefined): boolean {
  const key = (schema: Schema | undefined): string =>
    JSON.stringify([schema?.["x-flags"] === true, [...(schema?.["x-extensible-enum"] ?? [])].sort()]);
  return key(input) === key(output);
}
