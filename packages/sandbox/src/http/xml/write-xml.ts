import type { BodyShape } from "@so-webapi/operations";
import { classSheet, type PropertyType } from "../../model/class-sheet.ts";
import { isJsonObject } from "../../model/json.ts";

const NIL = ' xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/**
 * Writes an answer as XML: the root named after the class, children in PascalCase, no namespace, no declaration
 * (rest/index.md:254; platform.md, "Answers"). No page shows more, so arrays and dictionaries are as in the WSDLs
 * (`ArrayOfContactEntity` of `ContactEntity`; pairs of `Key` and `Value`), a property that is null is left out, and a root or
 * an element of an array that is null is `xsi:nil`.
 */
export function writeXml(body: unknown, shape: BodyShape | null): string {
  const of: PropertyType =
    shape?.class === undefined ? { kind: "unknown" } : { kind: "class", name: plainName(shape.class) };
  const type: PropertyType = shape?.array === true || Array.isArray(body) ? { kind: "array", of } : of;
  return write(elementName(type, body), body, type);
}

/** The pages name the class with links like the one without. */
function plainName(name: string): string {
  return name.replace(/WithLinks$/, "");
}

function write(name: string, value: unknown, type: PropertyType): string {
  const tag = encodeName(name);
  if (value === null || value === undefined) return `<${tag}${NIL}/>`;
  return `<${tag}>${content(value, type)}</${tag}>`;
}

function content(value: unknown, type: PropertyType): string {
  if (Array.isArray(value)) {
    const of: PropertyType = type.kind === "array" ? type.of : { kind: "unknown" };
    return value.map((element) => write(elementName(of, element), element, of)).join("");
  }
  if (!isJsonObject(value)) return escapeXml(String(value));
  if (type.kind === "dictionary") return dictionary(value, type.of);
  const sheet = type.kind === "class" ? classSheet(type.name) : undefined;
  return Object.entries(value)
    .filter(([, property]) => property !== null && property !== undefined)
    .map(([name, property]) => write(name, property, sheet?.get(name) ?? { kind: "unknown" }))
    .join("");
}

function dictionary(value: Readonly<Record<string, unknown>>, of: PropertyType): string {
  const name = `${of.kind === "class" ? of.name : "String"}DictionaryKeyValuePair`;
  return Object.entries(value)
    .map(([key, entry]) => `<${name}><Key>${escapeXml(key)}</Key>${write("Value", entry, of)}</${name}>`)
    .join("");
}

/** The name of an element of an array: its class, or the WSDL's name of the type. */
function elementName(type: PropertyType, value: unknown): string {
  switch (type.kind) {
    case "class":
      return plainName(type.name);
    case "array":
      return `ArrayOf${elementName(type.of, Array.isArray(value) ? value.find((element) => element !== null) : undefined)}`;
    case "enum":
      return type.name;
    case "integer":
      return "int";
    case "int64":
      return "long";
    case "number":
      return "double";
    case "date-time":
      return "dateTime";
    case "boolean":
    case "string":
      return type.kind;
    default:
      return nameOf(value);
  }
}

function nameOf(value: unknown): string {
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "double";
  if (typeof value === "string" || typeof value === "boolean") return typeof value;
  return "anyType";
}

/** Columns like `person/fullName` are no XML names: what does not fit is written `_x002F_`, as .NET encodes names. */
function encodeName(name: string): string {
  const encode = (character: string): string =>
    `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
  const encoded = name.replace(/[^A-Za-z0-9_.\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF-]/g, encode);
  return /^[A-Za-z_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF]/.test(encoded)
    ? encoded
    : encoded.replace(/^./, encode);
}

/** What XML 1.0 cannot hold at all becomes U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (character) => (isAllowed(character) ? character : "\uFFFD"))
    .replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}

/** Tab, line feed and carriage return, and the controls from U+007F on (XML 1.0, 2.2). */
function isAllowed(character: string): boolean {
  return "\t\n\r".includes(character) || (character >= "\u007F" && character < "\uD800");
}

/** A carriage return would become a line feed on its way back (XML 1.0, 2.11). */
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };
