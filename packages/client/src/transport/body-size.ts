/**
 * Counts the bytes of a body as it goes into a request: a text as UTF-8, a form without what stands between its parts.
 * A stream counts 0, since nobody knows its length before it is read.
 */
export function bodySize(body: unknown): number {
  if (typeof body === "string") return new TextEncoder().encode(body).length;
  if (body instanceof Blob) return body.size;
  if (body instanceof FormData) return [...body.values()].reduce((sum, value) => sum + bodySize(value), 0);
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return body.byteLength;
  return 0;
}
