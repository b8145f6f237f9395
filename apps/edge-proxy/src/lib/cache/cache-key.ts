import type { HeaderField } from "../headers/fields.ts";
import type { Sha256 } from "../sha256/sha256.ts";
import type { Upstream, UpstreamRequest } from "../upstream/upstream.ts";

/**
 * Fields that say who carried a request or which copy is at hand, and nothing that a whole answer may depend on. Every other
 * field is in the key.
 */
const carried: ReadonlySet<string> = new Set([
  "cache-control",
  "connection",
  "content-length",
  "date",
  "if-modified-since",
  "if-none-match",
  "pragma",
  "traceparent",
  "tracestate",
  "user-agent",
  "via",
  "x-forwarded-for",
  "x-forwarded-proto",
  "x-request-id",
]);

/** True for a field that tells two requests apart: an answer that varies by another one cannot be kept. */
export const isInKey = (name: string): boolean => !carried.has(name);

/**
 * Names what a request asks, for whom and in which form: operation, address, tenant and query, body, and every field that
 * could change the answer, credentials and cookies among them. A digest, for no secret stands in a key.
 */
export function cacheKey(
  request: UpstreamRequest,
  upstream: Upstream,
  sha256: Sha256,
): string | Promise<string> {
  const { operation, tenant, identity, path, headers, body } = request;
  // An upstream at an address knows nothing of the caller's: instances under several names share what it answers.
  const origin = upstream.kind === "sandbox" ? request.origin : upstream.baseUrl;
  const fields = headers.filter(([name]) => isInKey(name)).sort(byName);
  const head = JSON.stringify([operation.operationId, tenant, identity, origin, path, fields]);
  const encoded = new TextEncoder().encode(head);
  const bytes = body instanceof Uint8Array ? body : new Uint8Array(0);
  const whole = new Uint8Array(encoded.byteLength + 1 + bytes.byteLength);
  whole.set(encoded);
  // JSON holds no raw zero, so head and body cannot run into each other.
  whole.set(bytes, encoded.byteLength + 1);
  return sha256(whole);
}

/** By name alone: fields of one name keep their order, which means something. */
function byName([a]: HeaderField, [b]: HeaderField): number {
  return a < b ? -1 : Number(a > b);
}
