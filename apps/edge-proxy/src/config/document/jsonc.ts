import { parseJson } from "@so-webapi/platform/json";

/** A parsed text, or what is wrong with it and where. */
export type JsoncResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string };

/**
 * Reads JSON with comments and commas behind the last item, as editors write it. The message of an error names line
 * and column and repeats nothing of the text.
 *
 * @example
 * parseJsonc('{ "port": 80, } // here').ok; // true
 */
export function parseJsonc(text: string): JsoncResult {
  const parsed = parseJson(withoutTrailingCommas(withoutComments(text)));
  if (parsed.ok) return parsed;
  const { code, line, column, message } = parsed;
  return {
    ok: false,
    error: code === "json-syntax" ? `is not JSON: line ${line}, column ${column}` : `is refused: ${message}`,
  };
}

// Blanks keep every other character in its place, so that lines and columns stay true.
const blank = (found: string): string => found.replace(/[^\n]/g, " ");

function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
    found.startsWith('"') ? found : blank(found),
  );
}

function withoutTrailingCommas(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g, (found) => (found === "," ? " " : found));
}
