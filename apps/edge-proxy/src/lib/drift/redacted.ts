/** Characters of a text that are shown in their redacted form. */
const SHOWN = 40;

/**
 * The form of a value without the value: letters become `x` and `X`, digits `0`, and all else stays, so that a date can be told
 * from a name. Of arrays and objects only the size is told.
 *
 * @example
 * redacted("2026-11-22T10:00:00"); // '"0000-00-00X00:00:00"'
 */
export function redacted(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") {
    const shown = masked(value.slice(0, SHOWN));
    return value.length > SHOWN ? `"${shown}…" (${value.length} characters)` : `"${shown}"`;
  }
  if (Array.isArray(value)) return `[…] (${value.length} elements)`;
  if (typeof value === "object") return `{…} (${Object.keys(value).length} members)`;
  return masked(String(value));
}

/** The value at a JSON pointer (RFC 6901); undefined where there is none. */
export function valueAt(body: unknown, pointer: string): unknown {
  let at = body;
  for (const segment of pointer.split("/").slice(1)) {
    const name = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    at = Reflect.get(at, name);
  }
  return at;
}

function masked(text: string): string {
  return text
    .replace(/\p{Lu}/gu, "X")
    .replace(/\p{L}/gu, (letter) => (letter === "X" ? "X" : "x"))
    .replace(/\p{N}/gu, "0");
}
