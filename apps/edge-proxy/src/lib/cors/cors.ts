import type { HeaderList } from "../message/header-list.ts";
import { ProxyAnswer } from "../message/proxy-answer.ts";
import type { ProxyRequest } from "../message/proxy-request.ts";

/** Pages of which origins may call from a browser. */
export interface CorsOptions {
  /** Origins as browsers send them: `https://app.example`, with a port where it is not the usual one. No wildcards. */
  readonly origins: readonly string[];
  /** Whether cookies go along. Default false. */
  readonly credentials?: boolean;
  /** Seconds that a browser may keep the answer to a preflight. Default 600. */
  readonly maxAge?: number;
}

/** What the proxy does about requests of other origins (Fetch, 3.3). */
export interface Cors {
  /** The answer to a preflight; undefined for every other request. */
  preflight(request: ProxyRequest): ProxyAnswer | undefined;
  /** Marks an answer for the page that asked; what an upstream says of origins goes. */
  mark(request: ProxyRequest, headers: HeaderList): void;
}

const METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
/** Fields of answers that pages may read beside the simple ones. */
const EXPOSED =
  "Content-Disposition, Content-Location, Last-Modified, Location, RateLimit, RateLimit-Policy, Retry-After, SO-Proxy-Validation, Server-Timing, WWW-Authenticate, X-Request-Id";

/** True for `https://app.example`: scheme and authority alone, as browsers write them. */
export function isOrigin(text: string): boolean {
  // The URL parser takes a star in a host for a letter.
  if (text.includes("*") || !URL.canParse(text)) return false;
  return /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}

/**
 * Makes the rules for other origins.
 *
 * @throws {TypeError} for what is no origin, `*` included.
 */
export function corsOf({ origins, credentials = false, maxAge = 600 }: CorsOptions): Cors {
  const known = new Set(origins);
  for (const origin of origins)
    if (!isOrigin(origin)) throw new TypeError("cors.origins must be origins, https://app.example");

  function admit(request: ProxyRequest, headers: HeaderList): boolean {
    headers.append("vary", "Origin");
    const origin = request.headers.get("origin");
    if (origin === null || !known.has(origin)) return false;
    headers.set("access-control-allow-origin", origin);
    if (credentials) headers.set("access-control-allow-credentials", "true");
    return true;
  }

  return {
    preflight(request) {
      const asked = request.headers.get("access-control-request-method");
      if (request.method !== "OPTIONS" || asked === null || !request.headers.has("origin")) return undefined;
      const answer = new ProxyAnswer(null, {
        status: 204,
        headers: { vary: "Access-Control-Request-Method, Access-Control-Request-Headers" },
      });
      const { headers } = answer;
      if (!admit(request, headers)) return answer;
      headers.set("access-control-allow-methods", METHODS);
      headers.set("access-control-max-age", String(maxAge));
      // Names of fields and nothing else are given back.
      const wanted = request.headers.get("access-control-request-headers");
      if (wanted !== null && /^[\w!#$%&'*+.^`|~-]+(?:\s*,\s*[\w!#$%&'*+.^`|~-]+)*$/.test(wanted))
        headers.set("access-control-allow-headers", wanted);
      return answer;
    },
    mark(request, headers) {
      for (const name of [...headers.keys()]) if (name.startsWith("access-control-")) headers.delete(name);
      if (admit(request, headers)) headers.set("access-control-expose-headers", EXPOSED);
    },
  };
}
