import { CREDENTIAL_HEADERS } from "@so-webapi/platform/credentials";
import { type Auth, Credential } from "../auth/credential.ts";
import { SoCredentialError, type SoError, SoNetworkError } from "../errors/so-error.ts";
import { type Base, type BaseUrlResolver, findBase } from "./base-url.ts";
import { copier } from "./copier.ts";
import type { Deadline } from "./deadline.ts";
import { type Observe, watch } from "./observe.ts";
import type { RetryDecider } from "./retry.ts";

/** A `fetch` that takes one `Request`: the runtime's own, a service binding's, a Hono application's. */
export type Fetch = (request: Request) => Promise<Response> | Response;

/** How a client sends. */
export interface SendOptions {
  /** Where calls go; credentials go nowhere else. */
  readonly base: Base | BaseUrlResolver;
  readonly auth: Auth | undefined;
  /** Default: the runtime's own, which hears of the call's end beside the request: a signal in it costs more. */
  readonly fetch: Fetch | undefined;
  readonly observe: Observe | undefined;
}

/** What one call brings along. */
export interface SendContext {
  readonly deadline: Deadline;
  /** Whether the operation changes nothing; absent where only the method tells. */
  readonly safe: boolean | undefined;
  /** Says whether there is another attempt, and when. Absent where there is none. */
  readonly decide: RetryDecider | undefined;
  /** The base that the request was built for. */
  readonly base: Base;
  /** What the request was built from; absent when a middleware has put another one in its place. */
  readonly init: RequestInit | undefined;
  /** Whether the body can be read only once. */
  readonly isStream: boolean;
}

/**
 * Sends the request of one call, and sends it again where that is called for. It stands underneath the
 * middleware: credentials are added last, so no middleware sees them, and a body can be sent twice.
 *
 * A 401 has the function given as `auth` asked again, a 421 the tenant's address, each once for a call; the rest is for
 * `decide`. A body that can be read only once is never sent again.
 */
export async function send(request: Request, context: SendContext, options: SendOptions): Promise<Response> {
  const { deadline, decide, safe, isStream } = context;
  const { call, signal } = deadline;
  // The runtime's is looked up for each request: what stands in for it in tests may come later.
  const { observe, fetch = (given: Request) => globalThis.fetch(given, { signal }) } = options;
  const caller = createCaller(request, context, options);
  const copy = !isStream && (decide || caller.canClear) ? copier(request, context.init) : undefined;
  // A redirect could lead the credentials and the body to another host (RFC 9110, 15.4).
  let outgoing = request.redirect === "manual" ? request : new Request(request, { redirect: "manual" });

  const begun = performance.now();
  for (let number = 1; ; number++) {
    outgoing = await caller.identify(outgoing);
    const end = watch(observe, outgoing, call, number);
    const sent = performance.now();
    let response: Response | undefined;
    let error: SoError | undefined;
    try {
      response = await deadline.race(
        () => fetch(outgoing),
        (failed) => new SoNetworkError(failed),
      );
    } catch (thrown) {
      // What `race` throws.
      error = thrown as SoError;
    }
    const now = performance.now();

    let retryInMs: number | undefined;
    try {
      if (!signal.aborted) {
        const isCleared = response && (await caller.clear(response.status));
        const ended = {
          number,
          method: call.method,
          safe,
          response,
          cause: error?.cause,
          elapsedMs: now - begun,
        };
        const wait = isCleared ? 0 : decide?.(ended);
        retryInMs = copy && wait;
      }
    } finally {
      end?.({ status: response?.status, error, durationMs: now - sent, retryInMs });
    }
    if (!copy || retryInMs === undefined) {
      if (response) return response;
      throw error;
    }
    // Frees the connection; whether that works makes no difference.
    response?.body?.cancel().catch(() => {});
    await deadline.pause(retryInMs);
    outgoing = copy(caller.lead(request.url));
  }
}

/** Who calls, and where, for all attempts of one call. */
function createCaller(request: Request, { base: first, deadline }: SendContext, options: SendOptions) {
  const { auth, base: given } = options;
  const { signal } = deadline;
  const isHome = request.url.startsWith(`${first.origin}/`);
  const identifies = isHome && !request.headers.has("Authorization");
  const resolver = isHome && "resolve" in given ? given : undefined;
  const renews = identifies && typeof auth === "function";
  let base = first;
  let credential: Credential | undefined;
  let rejected: Credential | undefined;

  const ask = async () => {
    if (typeof auth !== "function") return auth;
    const given = await auth({ signal, rejected });
    if (given instanceof Credential) return given;
    throw new TypeError("No credential.");
  };
  return {
    canClear: renews || resolver !== undefined,
    /** Adds the credential. At another origin than the base URL's it takes away what could be one. */
    async identify(outgoing: Request): Promise<Request> {
      // A middleware or a raw call's `baseUrl` leads elsewhere.
      if (!isHome) for (const name of CREDENTIAL_HEADERS) outgoing.headers.delete(name);
      if (!identifies) return outgoing;
      credential ??= await deadline.race(ask, (failed) => new SoCredentialError(failed));
      return credential?.applyTo(outgoing) ?? outgoing;
    },
    /** Clears what an answer complains of, once for each; says whether something is otherwise now. */
    async clear(status: number): Promise<boolean> {
      if (status === 401 && renews && !rejected) {
        rejected = credential;
        credential = await deadline.race(ask, (failed) => new SoCredentialError(failed));
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
