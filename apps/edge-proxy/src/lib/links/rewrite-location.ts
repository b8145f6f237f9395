import { rewriteOrigin } from "@so-webapi/platform/links";
import type { HeaderField } from "../headers/fields.ts";

const locations: ReadonlySet<string> = new Set(["location", "content-location"]);

/**
 * Moves `Location` and `Content-Location` from the upstream's address to the proxy's. A path is the upstream's own
 * too, and begins with a prefix that the proxy does not have; other hosts and relative references stay.
 */
export function rewriteLocations(
  fields: readonly HeaderField[],
  upstreamBase: string,
  publicBase: string,
): HeaderField[] {
  return fields.map((field) => {
    const [name, value] = field;
    if (!locations.has(name)) return field;
    const absolute =
      value.startsWith("/") && !value.startsWith("//") ? new URL(upstreamBase).origin + value : value;
    const moved = rewriteOrigin(absolute, upstreamBase, publicBase);
    return moved === absolute ? field : [name, moved];
  });
}
