import type { HeaderField } from "../../lib/headers/fields.ts";

/** What of a request stands before its body. */
export interface RequestHead {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly path: string;
  /** `Host` of the request. */
  readonly host: string;
  readonly headers: readonly HeaderField[];
  /** Bytes of the body. */
  readonly length: number;
}

/** The connection's own, and the body's frame, are said by the transport alone (RFC 9112, 3.2, 6 and 9). */
const own: ReadonlySet<string> = new Set([
  "host",
  "connection",
  "content-length",
  "keep-alive",
  "transfer-encoding",
]);
/** Methods for which no length could mean that the body is forgotten (RFC 9110, 8.6). */
const withBody: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);

const token = /^[\w!#$%&'*+.^`|~-]+$/;
const target = /^\/[\x21-\x7e]*$/;
const content = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Writes the header of a request (RFC 9112, 3), one character for each byte.
 *
 * @throws {TypeError} for what could end a line, or be read as another request.
 */
export function requestHead({ method, path, host, headers, length }: RequestHead): string {
  if (!token.test(method) || !target.test(path)) throw new TypeError("no request of HTTP");
  let text = `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\n`;
  for (const [name, value] of headers) {
    if (own.has(name.toLowerCase())) continue;
    if (!token.test(name) || !content.test(value)) throw new TypeError("no field of HTTP");
    text += `${name}: ${value}\r\n`;
  }
  if (length > 0 || withBody.has(method)) text += `content-length: ${length}\r\n`;
  return `${text}\r\n`;
}
