import { type ScalarName, scalar, type TypeRef } from "./type-ref.ts";

/** What a type word of a page can mean. */
export type PageWord =
  /** The word says it all: `int32`, `date-time`, `bool`. */
  | { readonly kind: "exact"; readonly type: TypeRef }
  /** A class by its name. */
  | { readonly kind: "class"; readonly name: string }
  /** The word admits several types, `String` a date, an enum or bytes as well. */
  | { readonly kind: "blunt"; readonly admits: (type: TypeRef) => boolean };

const exactWords: Readonly<Record<string, ScalarName>> = {
  binary: "binary",
  bool: "boolean",
  boolean: "boolean",
  byte: "binary",
  "date-time": "dateTime",
  double: "double",
  float: "double",
  int32: "int32",
  int64: "int64",
};

const isScalar = (type: TypeRef, ...names: readonly ScalarName[]): boolean =>
  type.kind === "scalar" && names.includes(type.name);

/** Request tables begin their words with a capital and are blunter than response tables. */
const bluntWords: Readonly<Record<string, (type: TypeRef) => boolean>> = {
  string: (type) => type.kind === "enum" || isScalar(type, "string", "dateTime", "binary"),
  String: (type) => type.kind === "enum" || isScalar(type, "string", "dateTime", "binary"),
  Integer: (type) => isScalar(type, "int32", "int64"),
  Number: (type) => isScalar(type, "int32", "int64", "double"),
  Boolean: (type) => isScalar(type, "boolean"),
  array: (type) => type.kind === "array" || isScalar(type, "binary"),
  Array: (type) => type.kind === "array" || isScalar(type, "binary"),
  object: (type) => type.kind === "dictionary" || type.kind === "class",
  Object: (type) => type.kind === "dictionary" || type.kind === "class",
};

/** Reads a type word of a page. Any word that is none of the known ones is the name of a class. */
export function readPageWord(word: string): PageWord {
  const name = Object.hasOwn(exactWords, word) ? exactWords[word] : undefined;
  if (name !== undefined) return { kind: "exact", type: scalar(name) };
  const admits = Object.hasOwn(bluntWords, word) ? bluntWords[word] : undefined;
  if (admits !== undefined) return { kind: "blunt", admits };
  return { kind: "class", name: word };
}

/** Names that the pages' generator prints where it knows no class. */
export const leakedNames: ReadonlySet<string> = new Set(["TableRight", "RecurrenceInfo", "PersonEntity"]);
