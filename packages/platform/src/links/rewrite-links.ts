import { PlatformError } from "../platform-error.ts";

/**
 * Rewrites the strings at the given places of a parsed body. A place is a JSON pointer (RFC 6901) in which the
 * token `*` stands for any key or index: `/_Links/*` or `/odata.nextLink`. Names are exact. What is absent, null or
 * no string stays as it is.
 *
 * The body is never changed: what a rewrite touches is copied, the rest is shared, and the body itself comes back
 * when nothing changed.
 *
 * @throws {PlatformError} `pointer-invalid` for a pointer that is neither empty nor begins with a slash.
 *
 * @example
 * const body = { _Links: { Self: "https://crm.example/api/v1/Contact/1" }, Name: "Ada" };
 * rewriteLinks(body, ["/_Links/*"], (url) => url.replace("crm.example", "proxy.example"));
 * // { _Links: { Self: "https://proxy.example/api/v1/Contact/1" }, Name: "Ada" }
 */
export function rewriteLinks(
  body: unknown,
  pointers: readonly string[],
  rewrite: (url: string) => string,
): unknown {
  return pointers.reduce(
    (result: unknown, pointer) => rewriteAt(result, parsePointer(pointer), rewrite),
    body,
  );
}

function rewriteAt(value: unknown, tokens: readonly string[], rewrite: (url: string) => string): unknown {
  const [token, ...rest] = tokens;
  if (token === undefined) return typeof value === "string" ? rewrite(value) : value;
  if (typeof value !== "object" || value === null) return value;

  const before = value as Readonly<Record<string, unknown>>;
  const keys = token === "*" ? Object.keys(before) : Object.hasOwn(before, token) ? [token] : [];
  const after = new Map<string, unknown>();
  for (const key of keys) {
    const result = rewriteAt(before[key], rest, rewrite);
    if (result !== before[key]) after.set(key, result);
  }
  if (after.size === 0) return value;
  const entries = Object.entries(before).map(([key, item]) => [key, after.get(key) ?? item] as const);
  // fromEntries defines properties where assignment would call the setter of __proto__.
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

function parsePointer(pointer: string): readonly string[] {
  if (pointer === "") return [];
  if (!pointer.startsWith("/"))
    throw new PlatformError("pointer-invalid", "A JSON pointer begins with a slash.");
  // RFC 6901, 4: ~1 first, or ~01 would become a slash.
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
