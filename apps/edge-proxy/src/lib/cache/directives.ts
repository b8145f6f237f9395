import type { HeaderField } from "../headers/fields.ts";

/** Directives of a list field by their names in lower case; an argument's quotes are taken off, without one it is empty. */
export type Directives = ReadonlyMap<string, string>;

// RFC 9110, 5.6.1 and 5.6.4: commas inside of quotes separate nothing.
const elements = /(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g;

/** Reads a field such as `Cache-Control` (RFC 9111, 5.2). The first of two directives of one name counts. */
export function directivesOf(headers: readonly HeaderField[], field: string): Directives {
  const directives = new Map<string, string>();
  for (const [name, value] of headers) {
    if (name !== field) continue;
    for (const element of value.match(elements) ?? []) {
      const [, key, argument = ""] = /^\s*([^\s=]+)\s*(?:=\s*(.*?)\s*)?$/.exec(element) ?? [];
      if (key === undefined || directives.has(key.toLowerCase())) continue;
      directives.set(key.toLowerCase(), argument.replace(/^"(.*)"$/, "$1"));
    }
  }
  return directives;
}

/** Milliseconds of a directive in seconds; undefined where it is absent or no whole number (RFC 9111, 1.2.2). */
export function durationOf(directives: Directives, name: string): number | undefined {
  return seconds(directives.get(name));
}

/** Milliseconds of a number of seconds as text. */
export function seconds(text: string | undefined): number | undefined {
  if (text === undefined || !/^[0-9]+$/.test(text)) return undefined;
  // RFC 9111, 1.2.2: what is too large counts as 2^31.
  return Math.min(Number(text), 2 ** 31) * 1000;
}
