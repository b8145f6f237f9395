import type { BodyShape } from "@so-webapi/operations";
import type { PropertyType } from "../../model/class-sheet.ts";
import { badRequest } from "../failure.ts";
import { propertyOf, typedText } from "../typed-text.ts";
import { parseXml, type XmlElement } from "./parse-xml.ts";

/**
 * Reads an XML body as the JSON value that it stands for. The root may have any name; names inside are taken in any case,
 * elements of an array and pairs of a dictionary whatever they are called. An empty element is an empty text, list or
 * object, and null for a number, boolean, date or enum; `xsi:nil` is null everywhere.
 *
 * Source: rest/index.md:254 and platform.md, "Answers", for objects; arrays and dictionaries as the WSDLs have them
 * (soap/Services88/Services88-Contact.md:149).
 *
 * @throws {import("../failure.ts").PlatformFailure} 400 for what {@link parseXml} refuses, and one property twice.
 */
export async function readXml(text: string, shape: BodyShape): Promise<unknown> {
  const root = await parseXml(text);
  const type: PropertyType =
    shape.class === undefined ? { kind: "unknown" } : { kind: "class", name: shape.class };
  return readValue(root, shape.array ? { kind: "array", of: type } : type);
}

function readValue(element: XmlElement, type: PropertyType): unknown {
  if (element.nil) return null;
  switch (type.kind) {
    case "class":
      return objectOf(element, (name) => propertyOf(type.name, name));
    case "array":
      return element.children.map((child) => readValue(child, type.of));
    case "dictionary":
      return Object.fromEntries(element.children.map((pair) => entryOf(pair, type.of)));
    case "unknown":
      return untyped(element);
    default:
      if (element.children.length > 0)
        throw badRequest(`${element.name} holds elements where a value stands.`);
      return typedText(element.text, type);
  }
}

function objectOf(
  element: XmlElement,
  property: (name: string) => { name: string; type: PropertyType } | undefined,
): unknown {
  const seen = new Map<string, unknown>();
  for (const child of element.children) {
    const known = property(child.name);
    const name = known?.name ?? child.name;
    if (seen.has(name)) throw badRequest(`${name} stands twice in one element.`);
    seen.set(name, readValue(child, known?.type ?? { kind: "unknown" }));
  }
  if (element.text.trim() !== "") throw badRequest(`${element.name} holds text where elements stand.`);
  return Object.fromEntries(seen);
}

function entryOf(pair: XmlElement, type: PropertyType): [string, unknown] {
  const part = (name: string): XmlElement | undefined =>
    pair.children.find((child) => child.name.toLowerCase() === name);
  const key = part("key");
  const value = part("value");
  if (key === undefined || value === undefined)
    throw badRequest(`${pair.name} is no pair of Key and Value, which a dictionary is made of.`);
  return [key.text, readValue(value, type)];
}

/** Where the contract knows no type: a number where it looks like one, an object where it holds elements. */
function untyped(element: XmlElement): unknown {
  if (element.children.length > 0) return objectOf(element, () => undefined);
  return typedText(
    element.text,
    /^\s*-?[0-9]{1,15}\s*$/.test(element.text) ? { kind: "number" } : { kind: "string" },
  );
}
