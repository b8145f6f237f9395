import { type OptionIssue, SoOptionsError } from "../errors/options-error.ts";
import { type FailedCall, SoAddressError } from "../errors/so-error.ts";
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

/** Reads a base URL; adds what is wrong with it to `issues`. */
export function readBase(text: string, issues: OptionIssue[]): Base | undefined {
  const refuse = (code: string, message: string) => {
    issues.push({ option: "baseUrl", code: `base-url-${code}`, message });
  };
  try {
    const { protocol, username, password, search, hash, href, origin } = new URL(text);
    if (!/^https?:$/.test(protocol)) refuse("scheme", "Give an address with http or https.");
    if (username + password !== "") refuse("credentials", "Give credentials as auth.");
    if (search + hash !== "") refuse("query", "Give no query and no fragment.");
    return { url: href.replace(/\/+$/, ""), origin };
  } catch {
    refuse("invalid", "Give an absolute URL.");
    return undefined;
  }
}

/**
 * Gives the base URL for one request.
 *
 * @throws {SoAddressError} when the resolver fails or gives what is none, with the reason as its `cause`.
 */
export async function findBase(
  given: Base | BaseUrlResolver,
  { call, deadline }: { readonly call: FailedCall; readonly deadline: Deadline },
): Promise<Base> {
  if (!("resolve" in given)) return given;
  const { signal } = deadline;
  try {
    const issues: OptionIssue[] = [];
    const base = readBase(await deadline.race(given.resolve({ signal })), issues);
    if (!base || issues.length > 0) throw new SoOptionsError(issues);
    return base;
  } catch (cause) {
    throw signal.aborted ? signal.reason : new SoAddressError({ call, cause });
  }
}
