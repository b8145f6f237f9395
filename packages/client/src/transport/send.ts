import { CREDENTIAL_HEADERS } from "@so-webapi/platform/credentials";
import { type Auth, Credential, type IdentifiedInit } from "../auth/credential.ts";
import { SoCredentialError, type SoError, SoNetworkError, SoRequestError } from "../errors/so-error.ts";
import type { Attempts } from "./attempts.ts";
import { type Base, type BaseUrlResolver, findBase } from "./base-url.ts";
import type { Deadline } from "./deadline.ts";
import { heldRequest } from "./held-request.ts";
import { type Observe, watch } from "./observe.ts";
import type { Outgoing } from "./outgoing.ts";

/** A `fetch` that takes one `Request`: the runtime's own, a service binding's, a Hono application's. */
export type Fetch = (request: Request) => Promise<Response> | Response;

/** How a client sends. */
export interface SendOptions {
  /** Where calls go; credentials go nowhere else. */
  readonly base: Base | BaseUrlResolver;
  readonly auth?: Auth;
  /** Default: the runtime's own, which needs no `Request`. */
  readonly fetch?: Fetch;
  readonly observe?: Observe;
}

/**
 * Sends the request of one call, and sends it again where that is called for. It stands underneath the
 * middleware: credentials are added last, so no middleware sees them, and a body can be sent twice.
 *
 * A 401 has the function given as `auth` asked again, a 421 the tenant's address, each once for an exchange; the rest is
 * for the client's retries. A body that can be read only once is never sent again.
 *
 * @param base - what the address was built from.
 */
export async function send(
  { url: first, headers, request, init }: Outgoing,
  attempts: Attempts,
  base: Base,
  options: SendOptions,
): Promise<Response> {
  const { deadline, decide, isOnce } = attempts;
  const { observe, fetch } = options;
  const caller = createCaller(first, headers, base, deadline, options);
  const spare = !isOnce && (decide || caller.canClear) ? request?.clone() : undefined;

  let url = first;
  let input = request ?? url;
  for (;;) {
    const identified = await caller.identify(new Headers(headers));
    attempts.begin();
    const { current, number } = attempts;
    // A redirect could lead the credentials and the body to another host (RFC 9110, 15.4).
    const sent = { ...init, ...identified, redirect: "manual", signal: current.signal } as const;
    const end = observe && watch(observe, url, identified.headers, deadline.call, number);
    const begun = performance.now();
    let response: Response | undefined;
    let error: SoError | undefined;
    try {
      response = await current.race(
        // The runtime's is looked up each time: what stands in for it in tests may come later.
        () => (fetch ? fetch(heldRequest(input, sent)) : globalThis.fetch(input, sent)),
        (failed) =>
          isRequest(input, sent) ? new SoNetworkError(failed) : new SoRequestError(UNBUILT, failed),
      );
    } catch (thrown) {
      // What `race` throws.
      error = thrown as SoError;
    }
    const durationMs = performance.now() - begun;

    let retryInMs: number | undefined;
    try {
      const isCleared = response && (await caller.clear(response.status));
      retryInMs = isCleared && !isOnce ? 0 : attempts.again(response, error);
    } finally {
      end?.({ status: response?.status, error, durationMs, retryInMs });
    }
    if (retryInMs === undefined) {
      if (response) return response;
      throw error;
    }
    // Frees the connection; whether that works makes no difference.
    response?.body?.cancel().catch(() => {});
    await deadline.pause(retryInMs);
    url = caller.lead(first);
    // A request made of a clone's parts would have lost the length of its body.
    input = spare ? (url === first ? spare.clone() : new Request(url, spare.clone())) : url;
  }
}

/** What is said of arguments that make no request. */
export const UNBUILT = "the request cannot be built";

/**
 * Says, of what `fetch` refused, whether it was a request at all. It is asked when the call has failed: a `Request` for
 * each call would cost as much as the rest of it. One that was there before was built and may be used up by now.
 */
function isRequest(input: Request | string, init: RequestInit): boolean {
  try {
    if (typeof input === "string") new Request(input, init);
    return true;
  } catch {
    return false;
  }
}

/** Who calls, and where, for all attempts of one exchange. */
function createCaller(
  url: string,
  headers: Headers,
  first: Base,
  deadline: Deadline,
  { auth, base: given }: SendOptions,
) {
  const { signal } = deadline;
  const isHome = url.startsWith(`${first.origin}/`);
  const identifies = isHome && !headers.has("Authorization");
  const resolver = isHome && "resolve" in given ? given : undefined;
  const renews = identifies && typeof auth === "function";
  let base = first;
  let credential: Credential | undefined;
  let rejected: Credential | undefined;

  const ask = () =>
    deadline.race(
      async () => {
        const given = typeof auth === "function" ? await auth({ signal, rejected }) : auth;
        if (given === auth || given instanceof Credential) return given;
        throw new TypeError("No credential.");
      },
      (failed) => new SoCredentialError(failed),
    );
  return {
    canClear: renews || resolver !== undefined,
    /** Adds the credential. At another origin than the base URL's it takes away what could be one. */
    async identify(headers: Headers): Promise<IdentifiedInit> {
      // A middleware or a raw call's `baseUrl` leads elsewhere.
      if (!isHome) for (const name of CREDENTIAL_HEADERS) headers.delete(name);
      if (identifies) credential ??= await ask();
      return credential?.applyTo(headers) ?? { headers };
    },
    /** Clears what an answer complains of, once for each; says whether something is otherwise now. */
    async clear(status: number): Promise<boolean> {
      if (status === 401 && renews && !rejected) {
        rejected = credential;
        credential = await ask();
        return credential !== rejected;
      }
      if (status !== 421 || !resolver || base !== first) return false;
      resolver.invalidate(first.url);
      base = await findBase(resolver, deadline);
      return base.url !== first.url;
    },
    /** Leads an address below the first base URL to the one that counts now. */
    lead: (url: string): string => (url.startsWith(first.url) ? base.url + url.slice(first.url.length) : url),
  };
}
