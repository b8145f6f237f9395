import { PlatformError } from "../platform-error.ts";

/**
 * Moves an absolute URL from one base to another and leaves every other text untouched, unparsed ones included. A
 * URL is within `fromBase` when scheme, host (in any case) and port are the same and its path is the base's path or
 * goes on below it: `/Cust1` holds `/Cust1/api`, not `/Cust12`. The path counts as exact text after dot segments
 * are resolved, so `/Cust1/../Cust2` is outside. A URL with a user or password in it is never within.
 *
 * A slash at the end of either base makes no difference. `toBase` may be a path: `/proxy`.
 *
 * @throws {PlatformError} `base-url-invalid` when `fromBase` is no absolute URL.
 *
 * @example
 * rewriteOrigin("https://SOD.example/Cust1/api/v1/Contact/1", "https://sod.example/Cust1", "https://proxy.example");
 * // "https://proxy.example/api/v1/Contact/1"
 */
export function rewriteOrigin(url: string, fromBase: string, toBase: string): string {
  const base = parseUrl(fromBase);
  if (!base) throw new PlatformError("base-url-invalid", "The base to rewrite from is no absolute URL.");
  const target = parseUrl(url);
  if (!target || target.origin !== base.origin || target.username !== "" || target.password !== "")
    return url;

  const basePath = withoutSlashes(base.pathname);
  const isWithin = target.pathname === basePath || target.pathname.startsWith(`${basePath}/`);
  if (!isWithin) return url;
  return withoutSlashes(toBase) + target.pathname.slice(basePath.length) + target.search + target.hash;
}

/** Not `URL.parse`, which Node 20 lacks. */
function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function withoutSlashes(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === "/") end--;
  return text.slice(0, end);
}
