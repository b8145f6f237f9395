import { classSheet, type PropertyType } from "../model/class-sheet.ts";

// XML and forms carry text only: the class sheet says what it stands for.

const NUMBER = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

/**
 * What a text stands for. One that does not fit its type stays text, so that the contract's check names the place. White
 * space around numbers, booleans, dates and enums goes; nothing at all is null there.
 */
export function typedText(text: string, type: PropertyType): unknown {
  if (type.kind === "string") return text;
  const trimmed = text.trim();
  switch (type.kind) {
    case "integer":
    case "int64":
    case "number":
      if (trimmed === "") return null;
      return NUMBER.test(trimmed) ? Number(trimmed) : trimmed;
    case "boolean":
      if (trimmed === "") return null;
      return BOOLEANS.get(trimmed.toLowerCase()) ?? trimmed;
    case "date-time":
      return trimmed === "" ? null : trimmed;
    case "enum":
      if (trimmed === "") return null;
      // Enums come as numbers too (platform.md, "Queries").
      return /^[0-9]{1,10}$/.test(trimmed) ? Number(trimmed) : trimmed;
    default:
      return text;
  }
}

/** xs:boolean. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

export interface NamedType {
  /** The exact wire name. */
  readonly name: string;
  readonly type: PropertyType;
}

const sheets = new Map<string, ReadonlyMap<string, NamedType>>();

/** A property of a class by its name in any letter case; undefined for what the class has not. */
export function propertyOf(className: string, name: string): NamedType | undefined {
  let sheet = sheets.get(className);
  if (sheet === undefined) {
    const entries = [...(classSheet(className) ?? [])];
    sheet = new Map(entries.map(([exact, type]) => [exact.toLowerCase(), { name: exact, type }]));
    sheets.set(className, sheet);
  }
  return sheet.get(name.toLowerCase());
}
