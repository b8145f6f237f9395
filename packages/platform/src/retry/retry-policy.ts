import { PlatformError } from "../platform-error.ts";

/** When and how often a call may be repeated. */
export interface RetryPolicy {
  /** Attempts in all, the first among them. A whole number from 1; 1 never repeats. Default 3. */
  readonly maxAttempts: number;
  /** Milliseconds: the wait before the second attempt is drawn from 0 to this, and doubles each time. Default 200. */
  readonly baseDelayMs: number;
  /** Milliseconds: no wait of ours is drawn from more than 0 to this. Default 5,000. */
  readonly maxDelayMs: number;
  /** Milliseconds: a server that asks for a longer wait is not asked again. Default 30,000. */
  readonly maxRetryAfterMs: number;
  /** Milliseconds from the first attempt: no other begins at or behind it. Default 60,000; `Infinity` for none. */
  readonly deadlineMs: number;
  /** Statuses that are worth another attempt. Default 429, 502, 503 and 504. */
  readonly statuses: readonly number[];
  /**
   * Which calls may be repeated though the first may have changed something. Default `"never"`.
   *
   * - `"never"`: none.
   * - `"idempotent"`: those that do the same when done twice.
   * - `"all"`: every call; the caller answers for what is done twice.
   */
  readonly writes: "never" | "idempotent" | "all";
}

/** The policy where nothing else is said. */
export const DEFAULT_RETRY_POLICY: RetryPolicy = /* @__PURE__ */ Object.freeze({
  maxAttempts: 3,
  baseDelayMs: 200,
  maxDelayMs: 5_000,
  maxRetryAfterMs: 30_000,
  deadlineMs: 60_000,
  statuses: /* @__PURE__ */ Object.freeze([429, 502, 503, 504]),
  writes: "never",
});

/**
 * Completes a policy with `usual`; what is undefined is not said.
 *
 * @param usual - Default {@link DEFAULT_RETRY_POLICY}.
 *
 * @throws {PlatformError} `retry-policy-invalid` when `maxAttempts` is not a whole number from 1, a time is not a number
 * from 0, or a wait of ours has no end.
 *
 * @example
 * createRetryPolicy({ maxAttempts: 5 }).baseDelayMs; // 200
 */
export function createRetryPolicy(
  options: { readonly [Name in keyof RetryPolicy]?: RetryPolicy[Name] | undefined } = {},
  usual: RetryPolicy = DEFAULT_RETRY_POLICY,
): RetryPolicy {
  const said = Object.entries(options).filter(([, value]) => value !== undefined);
  const policy: RetryPolicy = { ...usual, ...Object.fromEntries(said) };
  const { maxAttempts, baseDelayMs, maxDelayMs, maxRetryAfterMs, deadlineMs } = policy;
  const areTimes = [baseDelayMs, maxDelayMs, maxRetryAfterMs, deadlineMs].every((time) => time >= 0);
  const hasEnd = Number.isFinite(baseDelayMs + maxDelayMs);
  if (!areTimes || !hasEnd || !(maxAttempts >= 1 && maxAttempts % 1 === 0)) {
    throw new PlatformError("retry-policy-invalid", "Attempts count from 1, times from 0.");
  }
  return policy;
}
