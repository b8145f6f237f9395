import { edited } from "../json/edit.ts";
import { isArray, isObject, type Json } from "../json/json.ts";
import { type Token, valueAt } from "../json/pointer.ts";

/**
 * A body's text with every link moved to an address. Links stand where the operation table says: JSON pointers in
 * which `*` is any key. The text must be indented by two spaces, as the samples are printed.
 */
export function withLinksTo(text: string, places: readonly string[], address: string): string {
  const body = JSON.parse(text) as Json;
  const moved = linkPlaces(body, places).reduce((at, tokens) => {
    const link = valueAt(at, tokens);
    if (typeof link !== "string") return at;
    const { pathname, search, hash } = new URL(link);
    return edited(at, tokens, { type: "replace", value: address + pathname + search + hash });
  }, body);
  return JSON.stringify(moved, null, 2);
}

/** The paths of a body's values that the places match. */
function linkPlaces(body: Json, places: readonly string[]): (readonly Token[])[] {
  return places.flatMap((place) => {
    let found: Token[][] = [[]];
    for (const token of place.split("/").slice(1)) {
      found = found.flatMap((tokens) => {
        const value = valueAt(body, tokens);
        if (isArray(value))
          return [...value.keys()]
            .filter((key) => token === "*" || token === String(key))
            .map((key) => [...tokens, key]);
        if (!isObject(value)) return [];
        return Object.keys(value)
          .filter((key) => token === "*" || token === key)
          .map((key) => [...tokens, key]);
      });
    }
    return found;
  });
}
