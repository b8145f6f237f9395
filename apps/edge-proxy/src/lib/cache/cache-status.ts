import type { TransportAnswer } from "../transport/transport.ts";

/** What became of a request, for counting. */
export const cacheResults = [
  "hit",
  "miss",
  "revalidated",
  "stale",
  "collapsed",
  "stale-if-error",
  "bypass",
  "write",
] as const;

export type CacheResult = (typeof cacheResults)[number];

/** Adds the proxy's word to `Cache-Status` (RFC 9211): `so-proxy; hit; ttl=3`. */
export function marked(answer: TransportAnswer, note: string): TransportAnswer {
  return { ...answer, headers: [...answer.headers, ["cache-status", `so-proxy; ${note}`]] };
}
