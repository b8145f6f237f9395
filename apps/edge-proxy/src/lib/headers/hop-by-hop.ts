import type { HeaderField } from "./fields.ts";

/**
 * Fields that belong to one connection (RFC 9110, 7.6.1) or to the framing of one message (RFC 9112, 6):
 * they are never copied, whatever the other side says.
 */
const connectionFields: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authentication-info",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Leaves out the fields of one connection, those that `Connection` nominates included (RFC 9110, 7.6.1). */
export function withoutHopByHop(fields: Iterable<HeaderField>): HeaderField[] {
  const kept: HeaderField[] = [];
  let nominated: Set<string> | undefined;
  for (const field of fields) {
    const name = field[0].toLowerCase();
    if (name === "connection") {
      nominated ??= new Set();
      for (const option of field[1].split(",")) nominated.add(option.trim().toLowerCase());
    } else if (!connectionFields.has(name)) kept.push(name === field[0] ? field : [name, field[1]]);
  }
  return nominated === undefined ? kept : kept.filter(([name]) => !nominated.has(name));
}
