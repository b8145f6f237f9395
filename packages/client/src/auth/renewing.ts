import { type AuthFunction, Credential } from "./credential.ts";
import { type SingleFlight, singleFlight } from "./single-flight.ts";

/** A credential and its end. */
export interface Renewal {
  readonly credential: Credential;
  /** Milliseconds from now for which it is good: `expires_in` of OAuth, times 1,000. */
  readonly expiresInMs: number;
}

/** When a credential is renewed, and how often at once. */
export interface RenewingOptions {
  /** Milliseconds before its end at which a credential is renewed. Default 60,000. */
  readonly aheadMs?: number | undefined;
  /** Has one renewal at a time. Default: one in this process, for this function. */
  readonly singleFlight?: SingleFlight | undefined;
  /** Milliseconds since 1970-01-01 UTC. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/**
 * Keeps a credential for as long as it is good: until its end is near, or until a call is refused with 401. Many calls
 * that need another one at the same time wait for one renewal, and a call that ends early does not end it for others.
 *
 * @param renew - gets a credential, with its end where that is known. It must end by itself.
 *
 * @example
 * import { bearer, createClient, renewing } from "@so-webapi/client";
 * import { contact } from "@so-webapi/client/entities/contact";
 *
 * const so = createClient({
 *   baseUrl: "https://online.superoffice.com/Cust12345",
 *   auth: renewing(async () => {
 *     const answer = await fetch("https://vault.example.com/token", { signal: AbortSignal.timeout(10_000) });
 *     const { token, expires_in } = await answer.json();
 *     return { credential: bearer(token), expiresInMs: expires_in * 1000 };
 *   }),
 *   apis: [contact],
 * });
 */
export function renewing(
  renew: () => Promise<Credential | Renewal>,
  { aheadMs = 60_000, singleFlight: fly = singleFlight(), now = Date.now }: RenewingOptions = {},
): AuthFunction {
  let kept: Credential | undefined;
  let renewAt = 0;
  return ({ rejected }) => {
    if (kept && kept !== rejected && now() < renewAt) return kept;
    return fly("renew", async () => {
      const given = await renew();
      const isBare = given instanceof Credential;
      renewAt = isBare ? Number.POSITIVE_INFINITY : now() + given.expiresInMs - aheadMs;
      kept = isBare ? given : given.credential;
      return kept;
    });
  };
}
