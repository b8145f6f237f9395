import { elementPlace, memberOf, type Place } from "./places.ts";
import type { View } from "./view.ts";

/**
 * Where the path of a JSON Patch leads: in any case, with or without the slash at its beginning (platform.md, "Answers").
 * `"hidden"` where it comes by a hidden property.
 */
export function fromPointer(view: View, root: Place, path: string): Place | "hidden" {
  let at = root;
  const segments = path.replace(/^\//, "").split("/");
  for (const segment of segments) {
    // RFC 6901, 4: ~1 first, or ~01 would become a slash.
    const name = segment.replaceAll("~1", "/").replaceAll("~0", "~").trim();
    if (name === "" || /^(?:\d+|-)$/.test(name)) {
      at = elementPlace(at);
      continue;
    }
    const member = memberOf(at, name, view);
    if (member.hidden) return "hidden";
    at = member.place;
  }
  return at;
}
