import ts from "typescript";
import type { Schema } from "./document.ts";

const { factory } = ts;

/** Helpers of src/enums.ts that generated types use. */
export const helpers = ["FlagList", "UnknownMember"] as const;

/**
 * The type of an enum that may grow, or nothing for any other schema. On the way in it is the same type as on the way
 * out, so a value that was read can be sent back.
 */
export function enumType(schema: Schema, names: ReadonlyMap<string, string>): ts.TypeNode | undefined {
  const members = schema["x-extensible-enum"];
  if (members === undefined || schema.type !== "string") return undefined;
  const answer = names.get(schema["x-input-of"] ?? "");
  if (answer !== undefined) return factory.createTypeReferenceNode(answer);

  const literals = members.map((member) =>
    factory.createLiteralTypeNode(factory.createStringLiteral(member)),
  );
  return schema["x-flags"] === true
    ? factory.createTypeReferenceNode("FlagList", [factory.createUnionTypeNode(literals)])
    : factory.createUnionTypeNode([...literals, factory.createTypeReferenceNode("UnknownMember")]);
}
