import type { FactType } from "../wsdl/facts.ts";

/** Scalars of the contract. */
export type ScalarName = "binary" | "boolean" | "dateTime" | "double" | "int32" | "int64" | "string";

/** A type as the contract has it, after merging. */
export type TypeRef =
  | { readonly kind: "scalar"; readonly name: ScalarName }
  | { readonly kind: "enum"; readonly name: string }
  | { readonly kind: "class"; readonly name: string }
  | { readonly kind: "array"; readonly of: TypeRef }
  | { readonly kind: "dictionary"; readonly of: TypeRef }
  /** `printed` is the word of the page; nothing else is known. */
  | { readonly kind: "unknown"; readonly printed: string };

export const scalar = (name: ScalarName): TypeRef => ({ kind: "scalar", name });
export const unknown = (printed: string): TypeRef => ({ kind: "unknown", printed });

/** XML Schema types by the scalar that JSON carries them as; a `short` is an int32 on REST pages. */
const primitives: Readonly<Record<string, ScalarName>> = {
  base64Binary: "binary",
  boolean: "boolean",
  byte: "int32",
  dateTime: "dateTime",
  decimal: "double",
  double: "double",
  // JSON carries it as a text; no page says in which form.
  duration: "string",
  float: "double",
  guid: "string",
  int: "int32",
  integer: "int64",
  long: "int64",
  short: "int32",
  string: "string",
  unsignedByte: "int32",
  unsignedInt: "int64",
  unsignedShort: "int32",
};

/** What a WSDL says of a type, in the contract's terms; a type that has none is unknown by its XML name. */
export function fromWsdl(type: FactType): TypeRef {
  switch (type.kind) {
    case "primitive": {
      const name = primitives[type.name];
      return name === undefined ? unknown(type.name) : scalar(name);
    }
    case "enum":
    case "class":
      return { kind: type.kind, name: type.name };
    case "array":
      return { kind: "array", of: fromWsdl(type.of) };
    case "dictionary":
      return { kind: "dictionary", of: fromWsdl(type.value) };
    case "unknown":
      return unknown(type.name);
  }
}

/** True where any part of the type is unknown. */
export function hasUnknown(type: TypeRef): boolean {
  if (type.kind === "unknown") return true;
  return (type.kind === "array" || type.kind === "dictionary") && hasUnknown(type.of);
}

/** A type as people read it: `ContactAction`, `Person[]`, `{ string: string }`. */
export function formatType(type: TypeRef): string {
  switch (type.kind) {
    case "scalar":
    case "enum":
    case "class":
      return type.name;
    case "array":
      return `${formatType(type.of)}[]`;
    case "dictionary":
      return `{ [key]: ${formatType(type.of)} }`;
    case "unknown":
      return `unknown (${type.printed})`;
  }
}
