import { classLines } from "../generated/class-lines.ts";
import { UNSET } from "./instant.ts";
import type { JsonObject } from "./json.ts";

/** What a property holds. `utc` marks date-times that the pages put in UTC whatever the caller's zone. */
export type PropertyType =
  | { readonly kind: "integer" | "int64" | "number" | "boolean" | "string" | "unknown" }
  | { readonly kind: "date-time"; readonly utc: boolean }
  | { readonly kind: "enum"; readonly name: string }
  | { readonly kind: "class"; readonly name: string }
  | { readonly kind: "array" | "dictionary"; readonly of: PropertyType };

/** The properties of a class in the contract's order, by their wire names. */
export type ClassSheet = ReadonlyMap<string, PropertyType>;

const sheets = new Map<string, ClassSheet>();
let lines: ReadonlyMap<string, string> | undefined;

/** The sheet of a class of the contract, or undefined. A class and its input form (`XInput`) share one. */
export function classSheet(name: string): ClassSheet | undefined {
  lines ??= new Map(classLines.split("\n").map((line) => [line.slice(0, line.indexOf(" ")), line]));
  const plain = lines.has(name) ? name : name.replace(/Input$/, "");
  const known = sheets.get(plain);
  if (known) return known;
  const line = lines.get(plain);
  if (line === undefined) return undefined;
  const sheet = new Map(line.split(" ").slice(1).map(propertyOf));
  sheets.set(plain, sheet);
  return sheet;
}

/**
 * An object of a class with nothing in it: 0, false, empty text, "not set", empty lists and dictionaries, and null where
 * a class stands. The pages' samples show empty text for what is not filled (rest/Contact/v1ContactEntity_GetContactEntity.md,
 * `Department`), and null for classes.
 *
 * @throws {Error} for a name that is no class of the contract: a mistake in this package.
 */
export function emptyOf(name: string): JsonObject {
  const sheet = classSheet(name);
  if (sheet === undefined) throw new Error(`${name} is no class of the contract`);
  const empty: JsonObject = {};
  for (const [property, type] of sheet) empty[property] = emptyValue(type);
  return empty;
}

function emptyValue(type: PropertyType): unknown {
  switch (type.kind) {
    case "integer":
    case "int64":
    case "number":
      return 0;
    case "boolean":
      return false;
    case "string":
      return "";
    case "date-time":
      return UNSET;
    case "enum":
      // The member's name is the schema's to know: who fills the object must say it.
      return null;
    case "array":
      return [];
    case "dictionary":
      return {};
    default:
      return null;
  }
}

function propertyOf(entry: string): [string, PropertyType] {
  const colon = entry.lastIndexOf(":");
  return [entry.slice(0, colon), typeOf(entry.slice(colon + 1))];
}

const scalars: Readonly<Record<string, PropertyType>> = {
  i: { kind: "integer" },
  l: { kind: "int64" },
  n: { kind: "number" },
  b: { kind: "boolean" },
  s: { kind: "string" },
  d: { kind: "date-time", utc: false },
  u: { kind: "date-time", utc: true },
};

function typeOf(code: string): PropertyType {
  const inner = code.slice(1);
  switch (code[0]) {
    case "c":
      return { kind: "class", name: inner };
    case "e":
      return { kind: "enum", name: inner };
    case "[":
      return { kind: "array", of: typeOf(inner) };
    case "{":
      return { kind: "dictionary", of: typeOf(inner) };
    default:
      return scalars[code] ?? { kind: "unknown" };
  }
}
