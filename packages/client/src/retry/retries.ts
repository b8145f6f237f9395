import {
  createRetryBudget,
  createRetryPolicy,
  earnRetry,
  type RetryBudgetOptions,
  type RetryPolicy,
  retryDecision,
} from "@so-webapi/platform/retry";
import { SoOptionsError } from "../errors/options-error.ts";
import type { Retry } from "../transport/retry.ts";
import { isUnopened } from "./is-unopened.ts";

/** When and how often calls are made again. The defaults are those of {@link RetryPolicy}, but for `statuses`. */
export interface RetriesOptions extends Partial<RetryPolicy> {
  /** Statuses that are worth another attempt. Default 429, 500, 502, 503 and 504. */
  readonly statuses?: readonly number[];
  /** What all calls together may spend on attempts beyond the first; `false` for no such limit. */
  readonly budget?: RetryBudgetOptions | false;
  /**
   * Says of what `fetch` threw whether the connection never opened, so that nothing was sent and even a write can be
   * made again. Default {@link isUnopened}, which knows the words of Node, Deno and Bun.
   */
  readonly isUnopened?: (cause: unknown) => boolean;
  /** Draws from 0 to below 1. Default `Math.random`. */
  readonly random?: () => number;
  /** Milliseconds since 1970-01-01 UTC. Default `Date.now`. */
  readonly now?: () => number;
}

/**
 * Makes calls again that failed in passing: connections that failed, and statuses on a list. What may have changed
 * something is made again only if the connection never opened, or as `writes` allows. The wait is what `Retry-After`
 * asks for and a random share of a backoff that doubles up to a cap; number, cap, budget and deadline have defaults.
 *
 * The value keeps the budget: give the same one to all clients of one server. A body that breaks off after the head
 * came is not asked for again, nor is a time-out, which counts for the call as a whole.
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
  const {
    budget: limit = {},
    isUnopened: unopened = isUnopened,
    random = Math.random,
    now = Date.now,
    ...own
  } = options;
  const usual = { statuses: STATUSES, ...own };
  let budget = refusing(() => {
    createRetryPolicy(usual);
    return limit ? createRetryBudget(limit) : undefined;
  });
  return (overrides) => {
    const policy = createRetryPolicy({ ...usual, ...overrides });
    return ({ number: attempt, method, safe, response, cause, elapsedMs }) => {
      if (response?.ok && budget) budget = earnRetry(budget);
      const outcome = response?.status ?? (unopened(cause) ? "unopened" : "broken");
      const retryAfter = response?.headers.get("Retry-After");
      const decision = retryDecision({
        attempt,
        method,
        safe,
        outcome,
        retryAfter,
        elapsedMs,
        random: random(),
        now: now(),
        policy,
        budget,
      });
      if (!decision.retry) return undefined;
      budget = decision.budget;
      return decision.delayMs;
    };
  };
}

const STATUSES = [429, 500, 502, 503, 504];

function refusing<Value>(make: () => Value): Value {
  try {
    return make();
  } catch (cause) {
    const { code, message } = cause as { readonly code: string; readonly message: string };
    throw new SoOptionsError([{ option: "retry", code, message }], { cause });
  }
}
