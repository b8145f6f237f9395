import type { Transport } from "../transport/transport.ts";
import type { Upstream } from "./upstream.ts";

export interface UrlUpstreamOptions {
  /** Address of the tenant without `/api/v1`, `https://online.superoffice.com/Cust12345` for example. */
  readonly baseUrl: string;
  readonly transport: Transport;
  /** Milliseconds, see {@link TransportRequest.headersTimeout}. */
  readonly headersTimeout: number;
  /** Milliseconds, see {@link TransportRequest.idleTimeout}. */
  readonly idleTimeout: number;
}

/** A WebAPI at an address. */
export function urlUpstream({
  baseUrl,
  transport,
  headersTimeout,
  idleTimeout,
}: UrlUpstreamOptions): Upstream {
  const base = normalizeBaseUrl(baseUrl);
  const { origin, pathname } = new URL(base);
  const prefix = pathname === "/" ? "" : pathname;
  return {
    kind: "url",
    baseUrl: base,
    send: ({ method, path, headers, body, length, stop }) =>
      transport({
        method,
        origin,
        path: prefix + path,
        headers,
        body,
        length,
        headersTimeout,
        idleTimeout,
        stop,
      }),
  };
}

/**
 * Cuts what people paste after a tenant's address (`/api`, `/api/v1`, a slash), for the contract's paths begin
 * with `/api/v1` themselves.
 *
 * @throws {TypeError} where it is no http or https URL, or holds a query, a fragment or credentials.
 */
export function normalizeBaseUrl(text: string): string {
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new TypeError("must begin with http:// or https://");
  if (url.search !== "" || url.hash !== "") throw new TypeError("must not hold a query or a fragment");
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("must not hold credentials, callers send their own");
  }
  return url.origin + url.pathname.replace(/\/+$/, "").replace(/\/api(?:\/v1)?$/i, "");
}
