import type { BodyShape } from "@so-webapi/operations";
import type { PropertyType } from "../../model/class-sheet.ts";
import { badRequest } from "../failure.ts";
import { propertyOf, typedText } from "../typed-text.ts";

/** More than any class has properties, and room for long lists. */
const MAX_FIELDS = 10_000;

/**
 * Reads a form as the JSON value that it stands for: flat properties in any letter case, a key that repeats for an array of
 * plain values. The pages list the media type for nearly every body and show none, so everything else (objects inside,
 * lists of objects) is refused rather than guessed.
 *
 * @throws {import("../failure.ts").PlatformFailure} 400 for what has no plain value, a plain property twice, and too many fields.
 */
export function readForm(text: string, shape: BodyShape): unknown {
  const { class: className } = shape;
  if (className === undefined || shape.array)
    throw badRequest("A form can hold the properties of one object only.");
  const values = new Map<string, unknown>();
  let count = 0;
  for (const [key, value] of new URLSearchParams(text)) {
    count += 1;
    if (count > MAX_FIELDS) throw badRequest(`A form may hold ${MAX_FIELDS} fields at most.`);
    const property = propertyOf(className, key);
    const name = property?.name ?? key;
    const type = property?.type ?? { kind: "string" };
    if (type.kind === "array") addTo(values, name, plain(name, value, type.of));
    else if (values.has(name)) throw badRequest(`${name} stands twice in the form.`);
    else values.set(name, plain(name, value, type));
  }
  return Object.fromEntries(values);
}

function addTo(values: Map<string, unknown>, name: string, value: unknown): void {
  const list = values.get(name);
  if (Array.isArray(list)) list.push(value);
  else values.set(name, [value]);
}

function plain(name: string, value: string, type: PropertyType): unknown {
  if (type.kind === "class" || type.kind === "array" || type.kind === "dictionary")
    throw badRequest(`${name} is no plain value, and a form holds nothing else.`);
  return typedText(value, type);
}
