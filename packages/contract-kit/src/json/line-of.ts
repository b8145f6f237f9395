import { toPointer } from "./pointer.ts";

/**
 * The line, from 1, on which the value at a JSON pointer begins in a JSON text; that of the nearest value around it where
 * the text has none there. Reads as far as it must and no further; of a text that is no JSON, the last place that was.
 */
export function lineOf(text: string, pointer: string): number {
  let line = 1;
  let at = 0;
  let best = { length: -1, line: 1 };
  const skip = (): void => {
    for (; at < text.length && /\s/.test(text[at] ?? ""); at++) if (text[at] === "\n") line++;
  };
  const string = (): string => {
    const start = at++;
    for (; at < text.length && text[at] !== '"'; at++) if (text[at] === "\\") at++;
    return safeParse(text.slice(start, ++at));
  };
  const visit = (place: string): boolean => {
    skip();
    if (!(pointer === place || pointer.startsWith(`${place}/`))) return pass(place);
    if (place.length > best.length) best = { length: place.length, line };
    return place === pointer || pass(place);
  };
  /** Goes past a value, into what may hold the place. Gives true once it is found. */
  const pass = (place: string): boolean => {
    const open = text[at];
    if (open === '"') string();
    else if (open === "{" || open === "[") {
      at++;
      for (let index = 0; at < text.length; index++) {
        skip();
        if (text[at] === "}" || text[at] === "]") break;
        const start = at;
        const name = open === "{" ? string() : index;
        if (open === "{") {
          skip();
          at++;
        }
        if (visit(place + toPointer([name]))) return true;
        skip();
        if (text[at] === ",") at++;
        if (at === start) return true;
      }
      at++;
    } else for (; at < text.length && !/[\s,\]}]/.test(text[at] ?? ""); at++);
    return false;
  };
  visit("");
  return best.line;
}

function safeParse(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}
