import type { HeaderField } from "./fields.ts";
import { withoutHopByHop } from "./hop-by-hop.ts";

/** Fields of which a message has one; two that differ make the message ambiguous (RFC 9110, 5.3). */
const singular = ["content-type", "location", "content-location", "last-modified"] as const;

/** True where the answer says two different things in a field that can only say one. */
export function isAmbiguous(fields: readonly HeaderField[]): boolean {
  return singular.some((name) => {
    const values = fields.filter(([candidate]) => candidate === name).map(([, value]) => value);
    // Runtimes that join fields have made one value with a comma of the two.
    return values.some((value) => value !== values[0] || (name === "content-type" && /^[^"]*,/.test(value)));
  });
}

/**
 * The fields of an answer that reach the caller: without those of the connection, and without `Alt-Svc`, which
 * would send the caller past the proxy (RFC 7838, 3.1). Singular fields come once, `Set-Cookie` as often as it came.
 */
export function answerHeaders(fields: readonly HeaderField[]): HeaderField[] {
  const seen = new Set<string>();
  return withoutHopByHop(fields).filter(([name]) => {
    if (name === "alt-svc") return false;
    if (!singular.some((one) => one === name)) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

// What Node and `Headers` agree on (RFC 9110, 5.5), and tokens (5.6.2).
const value = /^[\t\x20-\x7e\x80-\xff]*$/;
const token = /^[\w!#$%&'*+.^`|~-]+$/;

/** False where there is a field that no header may hold. */
export function areValid(fields: readonly HeaderField[]): boolean {
  return fields.every(([name, text]) => token.test(name) && value.test(text));
}
