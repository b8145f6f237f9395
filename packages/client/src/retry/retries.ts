import {
  createRetryPolicy,
  DEFAULT_RETRY_POLICY,
  parseRetryAfter,
  type RetryBudgetOptions,
  type RetryPolicy,
} from "@so-webapi/platform/retry";
import { asOption } from "../errors/options-error.ts";
import type { EndedAttempt, Retry, RetryOverrides } from "../transport/retry.ts";
import { isUnopened } from "./is-unopened.ts";

/** When and how often calls are made again. The defaults are those of {@link RetryPolicy}, but for `statuses`. */
export interface RetriesOptions extends RetryOverrides {
  /** Statuses that are worth another attempt. Default 429, 500, 502, 503 and 504. */
  readonly statuses?: readonly number[] | undefined;
  /** What all calls together may spend on attempts beyond the first; `false` for no such limit. */
  readonly budget?: RetryBudgetOptions | false | undefined;
  /**
   * Says of what `fetch` threw whether the connection never opened, so that nothing was sent and even a write can be
   * made again. Default {@link isUnopened}, which knows the words of Node, Deno and Bun.
   */
  readonly isUnopened?: ((cause: unknown) => boolean) | undefined;
  /** Draws from 0 to below 1. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
  /** Milliseconds since 1970-01-01 UTC. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/**
 * Makes calls again that failed in passing: connections that failed, and statuses on a list. What may have changed
 * something is made again only if the connection never opened, or as `writes` allows. The wait is what `Retry-After`
 * asks for and a random share of a backoff that doubles up to a cap; number, cap, budget and deadline have defaults.
 *
 * The value keeps the budget: give the same one to all clients of one server. A body that breaks off counts as a
 * connection that failed, and so does an attempt that took longer than `attemptTimeoutMs`; `timeoutMs` is the call's end.
 *
 * @throws {SoOptionsError} for what makes no policy.
 *
 * @example
 * import { createClient, retries } from "@so-webapi/client";
 * import { contact } from "@so-webapi/client/entities/contact";
 *
 * const so = createClient({
 *   baseUrl: "https://crm.example.com/SuperOffice",
 *   apis: [contact],
 *   retry: retries({ maxAttempts: 4 }),
 * });
 * await so.contact.get(7);
 * await so.contact.update(7, { Name: "Dare Group" }, { retry: { writes: "idempotent" } });
 */
export function retries(options: RetriesOptions = {}): Retry {
  const { budget, isUnopened: unopened = isUnopened, random = Math.random, now = Date.now, ...own } = options;
  const { retries: spare = 10, successesPerRetry: cost = 10 } = budget || {};
  const complete = () => {
    if (!(spare >= 1 && cost >= 1)) throw new TypeError("Budgets count from 1.");
    return createRetryPolicy(own, { ...DEFAULT_RETRY_POLICY, statuses: STATUSES });
  };
  const usual = asOption("retry", complete, "retry-invalid");
  const capacity = budget === false ? Number.POSITIVE_INFINITY : spare * cost;
  let balance = capacity;

  return (overrides) => {
    const policy = overrides ? createRetryPolicy(overrides, usual) : usual;
    return (ended) => {
      const { number, response, cause, elapsedMs } = ended;
      if (response?.ok && cause === undefined) balance = Math.min(balance + 1, capacity);
      const isRepeatable = mayRepeat(ended, policy);
      const isWorthIt =
        response && cause === undefined
          ? isRepeatable && policy.statuses.includes(response.status)
          : isRepeatable || unopened(cause);
      const said = parseRetryAfter(response?.headers.get("Retry-After") ?? "", now());
      const asked = said.ok ? said.value : 0;
      const backoff = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** Math.min(number - 1, 30));
      const delayMs = Math.ceil(asked + random() * backoff);
      const isInTime = asked <= policy.maxRetryAfterMs && elapsedMs + delayMs < policy.deadlineMs;
      if (!isWorthIt || !isInTime || number >= policy.maxAttempts || balance < cost) return undefined;
      balance -= cost;
      return delayMs;
    };
  };
}

const STATUSES = [429, 500, 502, 503, 504];

/** Whether an attempt that may have arrived can be made again (RFC 9110, 9.2.1 and 9.2.2). */
function mayRepeat({ method, safe = method === "GET" }: EndedAttempt, { writes }: RetryPolicy): boolean {
  return safe || writes === "all" || (writes === "idempotent" && /^(?:PUT|DELETE)$/.test(method));
}
