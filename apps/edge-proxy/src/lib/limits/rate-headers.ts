import type { RateOptions, RateTaken } from "../stores/rate-store.ts";

/** The one policy that the proxy has; problems name it as the draft wants, in `violated-policies`. */
export const RATE_POLICY = "caller";

/** Fields of an answer that tell of a rate. */
export type RateHeaders = Readonly<Record<string, string>>;

/**
 * `RateLimit-Policy` and `RateLimit`, structured fields as draft-ietf-httpapi-ratelimit-headers has them since its
 * revision 08: quota `q` and window `w` in seconds, remaining `r` and `t` seconds until it is whole again.
 */
export function rateHeaders(
  { requests, seconds }: RateOptions,
  { remaining, resetMs }: RateTaken,
): RateHeaders {
  return {
    "ratelimit-policy": `"${RATE_POLICY}";q=${requests};w=${seconds}`,
    ratelimit: `"${RATE_POLICY}";r=${remaining};t=${Math.ceil(resetMs / 1000)}`,
  };
}
