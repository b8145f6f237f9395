import type { Auth } from "../auth/credential.ts";
import { type FailedCall, SoNetworkError } from "../errors/so-error.ts";
import type { Base, BaseUrlResolver } from "./base-url.ts";
import { copier } from "./copier.ts";
import { type Deadline, pause } from "./deadline.ts";
import { createIdentity } from "./identity.ts";
import { type Observe, watch } from "./observe.ts";
import type { RetryDecider } from "./retry.ts";
import { createRoute } from "./route.ts";

/** A `fetch` that takes one `Request`: the runtime's own, a service binding's, a Hono application's. */
export type Fetch = (request: Request) => Promise<Response> | Response;

/** How a client sends. */
export interface SendOptions {
  /** Where calls go; credentials go nowhere else. */
  readonly base: Base | BaseUrlResolver;
  readonly auth: Auth | undefined;
  readonly fetch: Fetch;
  readonly observe: Observe | undefined;
}

/** What one call brings along. */
export interface SendContext {
  readonly call: FailedCall;
  readonly deadline: Deadline;
  /** Whether the operation changes nothing; absent where only the method tells. */
  readonly safe?: boolean;
  /** Says whether there is another attempt, and when. Absent where there is none. */
  readonly decide: RetryDecider | undefined;
  /** The base that the request was built for. */
  readonly base: Base;
  /** The body as it went into the request. */
  readonly body: unknown;
  /** Whether the request has that body still, and no middleware put another request in its place. */
  readonly isOwn: boolean;
}

/**
 * Sends the request of one call, and sends it again where that is called for. It stands underneath openapi-fetch and
 * its middleware: credentials are added last, so no middleware sees them, and a body can be sent twice.
 *
 * A 401 has the function given as `auth` asked again, a 421 the tenant's address, each once for a call; the rest is for
 * `decide`. A body that can be read only once is never sent again.
 */
export async function send(request: Request, context: SendContext, options: SendOptions): Promise<Response> {
  const { call, deadline, decide, safe } = context;
  const { signal } = deadline;
  const { fetch } = options;
  const identity = createIdentity(request, context, options);
  const route = createRoute(request, context, options);
  const copy = decide || identity.renew || route.move ? copier(request, context) : undefined;

  const begun = performance.now();
  // A redirect could lead the credentials and the body to another host (RFC 9110, 15.4).
  let outgoing = request.redirect === "manual" ? request : new Request(request, { redirect: "manual" });
  for (let number = 1; ; number++) {
    outgoing = await identity.applyTo(outgoing);
    signal.throwIfAborted();
    const end = watch(options.observe, outgoing, call, number);
    const sent = performance.now();
    let response: Response | undefined;
    let cause: unknown;
    try {
      response = await deadline.race(fetch(outgoing));
    } catch (thrown) {
      cause = thrown;
    }
    const now = performance.now();
    const error = response ? undefined : signal.aborted ? signal.reason : new SoNetworkError({ call, cause });

    let retryInMs: number | undefined;
    try {
      if (signal.aborted) retryInMs = undefined;
      else if (
        (response?.status === 401 && (await identity.renew?.())) ||
        (response?.status === 421 && (await route.move?.()))
      )
        retryInMs = 0;
      else
        retryInMs = decide?.({ number, method: call.method, safe, response, cause, elapsedMs: now - begun });
      if (!copy) retryInMs = undefined;
    } finally {
      end?.({ status: response?.status, error, durationMs: now - sent, retryInMs });
    }
    if (!copy || retryInMs === undefined) {
      if (response) return response;
      throw error;
    }
    // Frees the connection; whether that works makes no difference.
    response?.body?.cancel().catch(() => {});
    await pause(retryInMs, deadline);
    outgoing = copy(route.lead(request.url));
  }
}
