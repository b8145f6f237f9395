import { holdRules, type OptionRule } from "../errors/options-error.ts";
import { SoAddressError } from "../errors/so-error.ts";
import type { Deadline } from "./deadline.ts";

/**
 * Where the WebAPI is, for a tenant that moves. It is asked before each request and keeps what it knows: the client
 * keeps nothing. `tenant(…)` of `@so-webapi/client/tenant` makes one.
 *
 * When an answer is 421 (Misdirected Request), the client calls `invalidate`, asks again and, if the address is
 * another one now and the body can be sent twice, makes the request once more there: who answers 421 has not acted on
 * it (RFC 9110, 15.5.20).
 *
 * @example
 * let known: string | undefined;
 * const baseUrl: BaseUrlResolver = {
 *   async resolve({ signal }) {
 *     known ??= await (await fetch("https://registry.example.com/crm", { signal })).text();
 *     return known;
 *   },
 *   invalidate(stale) {
 *     if (known === stale) known = undefined;
 *   },
 * };
 */
export interface BaseUrlResolver {
  /**
   * Gives a base URL, held to the same rules as the option `baseUrl`. The call's credentials go to its origin. What it
   * throws becomes the `cause` of an `SoAddressError`.
   *
   * @param request - `signal` fires when the call that waits has ended. Work that several calls wait for should not
   * listen to it.
   */
  resolve(request: { readonly signal: AbortSignal }): Promise<string> | string;
  /**
   * Forgets an address.
   *
   * @param stale - what `resolve` gave for the request that was answered with 421. Another call may have renewed it by
   * now.
   */
  invalidate(stale: string): void;
}

/** A base URL that was checked. */
export interface Base {
  /** Without a slash at its end. */
  readonly url: string;
  readonly origin: string;
}

/** Reads a base URL, and says what it must be. */
export function readBase(text: string): readonly [base: Base, rule: OptionRule] {
  let isGood = false;
  let url = "";
  let origin = "";
  try {
    const { username, password, search, hash, href, origin: of } = new URL(text);
    url = href.replace(/\/+$/, "");
    origin = of;
    // Each path begins with `/api/v1`, and addresses of the WebAPI are often told with it.
    isGood = /^https?:(?!.*\/api\/v1$)/i.test(url) && !(username + password + search + hash);
  } catch {
    // Not `URL.canParse`, which older browsers lack.
  }
  const message = "Give a URL of http or https that ends before /api and has no credentials.";
  return [{ url, origin }, [isGood, "baseUrl", message, "base-url-invalid"]];
}

/**
 * Gives the base URL for one request.
 *
 * @throws {SoAddressError} when the resolver fails or gives what is none, with the reason as its `cause`.
 */
export async function findBase(given: Base | BaseUrlResolver, deadline: Deadline): Promise<Base> {
  if (!("resolve" in given)) return given;
  const find = async () => {
    const [base, rule] = readBase(await given.resolve({ signal: deadline.signal }));
    holdRules([rule]);
    return base;
  };
  return deadline.race(find, (options) => new SoAddressError(options));
}
