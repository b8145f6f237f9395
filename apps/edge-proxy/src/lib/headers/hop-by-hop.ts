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
  const lower: HeaderField[] = [];
  let nominated: Set<string> | undefined;
  for (const [name, value] of fields) {
    const key = name.toLowerCase();
    if (key === "connection") {
      nominated ??= new Set();
      for (const option of value.split(",")) nominated.add(option.trim().toLowerCase());
    }
    lower.push([key, value]);
  }
  return lower.filter(([name]) => !connectionFields.has(name) && nominated?.has(name) !== true);
}
