import { fieldOf, type HeaderField } from "./fields.ts";
import { withoutHopByHop } from "./hop-by-hop.ts";

/** Fields of which a message has one; two that differ make the message ambiguous (RFC 9110, 5.3). */
const singular: ReadonlySet<string> = new Set([
  "content-type",
  "location",
  "content-location",
  "last-modified",
]);

/** True where the answer says two different things in a field that can only say one. */
export function isAmbiguous(fields: readonly HeaderField[]): boolean {
  for (const [name, text] of fields) {
    if (!singular.has(name)) continue;
    // Runtimes that join fields have made one value with a comma of the two.
    if (name === "content-type" && /^[^"]*,/.test(text)) return true;
    if (fieldOf(fields, name) !== text) return true;
  }
  return false;
}

/**
 * The fields of an answer that reach the caller: without those of the connection, and without `Alt-Svc`, which
 * would send the caller past the proxy (RFC 7838, 3.1). Singular fields come once, `Set-Cookie` as often as it came.
 */
export function answerHeaders(fields: readonly HeaderField[]): HeaderField[] {
  const kept: HeaderField[] = [];
  for (const field of withoutHopByHop(fields)) {
    const name = field[0];
    if (name === "alt-svc") continue;
    if (singular.has(name) && fieldOf(kept, name) !== undefined) continue;
    kept.push(field);
  }
  return kept;
}

// What Node and `Headers` agree on (RFC 9110, 5.5), and tokens (5.6.2).
const value = /^[\t\x20-\x7e\x80-\xff]*$/;
const token = /^[\w!#$%&'*+.^`|~-]+$/;

/** False where there is a field that no header may hold. */
export function areValid(fields: readonly HeaderField[]): boolean {
  for (const [name, text] of fields) if (!token.test(name) || !value.test(text)) return false;
  return true;
}
