import { isArray, isObject, type Json } from "@so-webapi/contract-kit/json";

const mark = "\u0000elided";

/** What stands in for an elided object of a class until {@link literal} writes it. */
export const elidedMark = (className: string): Json => ({ [mark]: className });

/** The class of an elided object, or undefined for every other value. */
export const elidedClass = (value: Json): string | undefined =>
  isObject(value) && typeof value[mark] === "string" ? value[mark] : undefined;

/** Writes a JSON value as a TypeScript literal, indented by `indent` spaces a level or on one line where it is 0. */
export function literal(value: Json, indent = 0, level = 0): string {
  const className = elidedClass(value);
  if (className !== undefined) return `elided<${className}>()`;
  if (!isArray(value) && !isObject(value)) return JSON.stringify(value);
  const parts = isArray(value)
    ? value.map((item) => literal(item, indent, level + 1))
    : Object.entries(value).map(
        ([name, item]) => `${JSON.stringify(name)}: ${literal(item, indent, level + 1)}`,
      );
  const [open, close] = isArray(value) ? ["[", "]"] : ["{", "}"];
  if (parts.length === 0) return `${open}${close}`;
  if (indent === 0) return `${open}${parts.join(", ")}${close}`;
  const outer = " ".repeat(indent * level);
  const inner = " ".repeat(indent * (level + 1));
  return `${open}\n${parts.map((part) => inner + part).join(",\n")},\n${outer}${close}`;
}
