import { isArray, isObject, type Json } from "./json.ts";

/** One step into a value: a property's name or an element's index. */
export type Token = string | number;

/** Writes tokens as a JSON pointer (RFC 6901). */
export const toPointer = (tokens: readonly Token[]): string =>
  tokens.map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** The value at the tokens, or undefined where nothing stands there. */
export function valueAt(root: Json, tokens: readonly Token[]): Json | undefined {
  let value: Json | undefined = root;
  for (const token of tokens) {
    if (isArray(value)) value = value[Number(token)];
    else if (isObject(value)) value = Object.hasOwn(value, token) ? value[token] : undefined;
    else return undefined;
  }
  return value;
}

/** Reads a JSON pointer as tokens; digits become indexes only where the value has an array. */
export function tokensOf(root: Json, pointer: string): Token[] {
  const tokens: Token[] = [];
  for (const part of pointer.split("/").slice(1)) {
    // RFC 6901, 4: ~1 first, or ~01 would become a slash.
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    tokens.push(isArray(valueAt(root, tokens)) ? Number(name) : name);
  }
  return tokens;
}

/** True where `pointer` is `ancestor` or stands below it. */
export const isWithin = (pointer: string, ancestor: string): boolean =>
  pointer === ancestor || pointer.startsWith(`${ancestor}/`);
