/** The header that carries the application's secret, needed online beside a ticket. */
export const APP_TOKEN_HEADER = "SO-AppToken";

/** The header that must equal the cookie {@link XSRF_COOKIE} when a session cookie identifies the caller. */
export const XSRF_HEADER = "X-XSRF-TOKEN";

/** The cookie whose value a caller repeats in {@link XSRF_HEADER}. */
export const XSRF_COOKIE = "XSRF-TOKEN";

/**
 * Headers that carry a secret, in lower case: never log them and never let them into a cache key in clear.
 *
 * @example
 * CREDENTIAL_HEADERS.includes("so-apptoken"); // true
 */
export const CREDENTIAL_HEADERS: readonly string[] = Object.freeze([
  "authorization",
  "cookie",
  "set-cookie",
  "so-apptoken",
  "x-xsrf-token",
  "proxy-authorization",
]);

/** Headers as `Headers`, as pairs, or as an object. */
export type HeadersLike =
  | Iterable<readonly [name: string, value: string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Gives headers in a form that is safe to log: names in lower case, values of {@link CREDENTIAL_HEADERS} replaced
 * by `[redacted]`, repeated ones joined by a comma and a space. The input stays as it is.
 *
 * @example
 * redactHeaders({ Authorization: "Bearer 8A:abc", Accept: "application/json" });
 * // { authorization: "[redacted]", accept: "application/json" }
 */
export function redactHeaders(headers: HeadersLike): Readonly<Record<string, string>> {
  const result = new Map<string, string>();
  for (const [name, value] of pairs(headers)) {
    const key = name.toLowerCase();
    const before = result.get(key);
    if (CREDENTIAL_HEADERS.includes(key)) result.set(key, "[redacted]");
    else result.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(result);
}

function* pairs(headers: HeadersLike): Generator<readonly [name: string, value: string]> {
  if (isIterable(headers)) {
    yield* headers;
    return;
  }
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) yield [name, typeof value === "string" ? value : value.join(", ")];
  }
}

function isIterable(headers: HeadersLike): headers is Iterable<readonly [name: string, value: string]> {
  return Symbol.iterator in headers;
}
