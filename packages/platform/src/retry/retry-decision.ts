import { parseRetryAfter } from "./retry-after.ts";
import type { RetryBudget } from "./retry-budget.ts";
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from "./retry-policy.ts";

/**
 * How an attempt ended without a status. `unopened`: the connection never opened, so nothing was sent. `broken`: it
 * broke, or what came is not HTTP. `timeout`: no answer in time. `aborted`: the caller gave up.
 */
export type AttemptFailure = "unopened" | "broken" | "timeout" | "aborted";

/** What is known of the last attempt, and of the call. */
export interface RetryQuestion {
  /** How many attempts were made, 1 after the first. */
  readonly attempt: number;
  /** The request's method, as sent. */
  readonly method: string;
  /** Whether the operation changes nothing, where the contract knows it. Default: by the method. */
  readonly safe?: boolean;
  /** Whether the operation does the same when done twice, where the contract knows it. Default: by the method. */
  readonly idempotent?: boolean;
  /** The status of the last attempt, or how it failed. */
  readonly outcome: number | AttemptFailure;
  /** The answer's `Retry-After`; one that cannot be read counts as none. */
  readonly retryAfter?: string | null;
  /** Milliseconds since the first attempt began. */
  readonly elapsedMs: number;
  /** Drawn anew for each question, from 0 to below 1. */
  readonly random: number;
  /** Milliseconds since 1970-01-01 UTC; counts for a `Retry-After` with a date. */
  readonly now: number;
  /** Default {@link DEFAULT_RETRY_POLICY}. */
  readonly policy?: RetryPolicy;
  /** What all calls to this server have left; without one there is no such limit. */
  readonly budget?: RetryBudget;
}

/**
 * Why there is no other attempt: the caller gave up; the outcome is not worth one; the first could have changed
 * something; enough were made; the server asks for too long a wait; the time is up; the budget is spent.
 */
export type NoRetryReason =
  | "aborted"
  | "status"
  | "write"
  | "attempts"
  | "retry-after"
  | "deadline"
  | "budget";

/** Whether to try again: when, or why not. */
export type RetryDecision =
  | { readonly retry: false; readonly reason: NoRetryReason }
  | {
      readonly retry: true;
      /** Whole milliseconds to wait before the next attempt. */
      readonly delayMs: number;
      /** What is left of the budget that was given. */
      readonly budget?: RetryBudget;
    };

/**
 * Decides whether a call is made again, and when. Pure: time, chance and budget go in and come out as values.
 *
 * A call that may have changed something is repeated only as the policy's `writes` allow, whatever the status says;
 * one whose connection never opened can be repeated always. The wait is what `Retry-After` asks for and on top of it
 * a share, drawn evenly, of a backoff that doubles up to a cap ("full jitter").
 *
 * Source: RFC 9110, 9.2.1, 9.2.2 and 10.2.3; the project's design, rule 9. The platform documents no throttling, so
 * nothing else is assumed.
 *
 * @example
 * retryDecision({ attempt: 1, method: "GET", outcome: 503, retryAfter: "2", elapsedMs: 90, random: 0.5, now: 0 });
 * // { retry: true, delayMs: 2100 }
 */
export function retryDecision(question: RetryQuestion): RetryDecision {
  const { attempt, outcome, elapsedMs, policy = DEFAULT_RETRY_POLICY, budget } = question;
  const no = (reason: NoRetryReason): RetryDecision => ({ retry: false, reason });
  if (outcome === "aborted") return no(outcome);
  if (typeof outcome === "number" && !policy.statuses.includes(outcome)) return no("status");
  if (!isRepeatable(question, policy)) return no("write");
  if (attempt >= policy.maxAttempts) return no("attempts");

  const asked = askedWait(question);
  if (asked > policy.maxRetryAfterMs) return no("retry-after");
  // 2 to the power of 30 is beyond any cap that makes sense, and stays a finite number.
  const backoff = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** Math.min(attempt - 1, 30));
  const delayMs = Math.ceil(asked + question.random * backoff);
  if (elapsedMs + delayMs >= policy.deadlineMs) return no("deadline");
  if (!budget) return { retry: true, delayMs };
  const balance = budget.balance - budget.successesPerRetry;
  return balance < 0 ? no("budget") : { retry: true, delayMs, budget: { ...budget, balance } };
}

function isRepeatable(
  { method, safe, idempotent, outcome }: RetryQuestion,
  { writes }: RetryPolicy,
): boolean {
  // RFC 9110, 9.2.1 and 9.2.2; methods are case-sensitive.
  const isSafe = safe ?? /^(?:GET|HEAD|OPTIONS|TRACE)$/.test(method);
  if (isSafe || outcome === "unopened" || writes === "all") return true;
  return writes === "idempotent" && (idempotent ?? /^(?:PUT|DELETE)$/.test(method));
}

function askedWait({ outcome, retryAfter, now }: RetryQuestion): number {
  const wait = typeof outcome === "number" && retryAfter ? parseRetryAfter(retryAfter, now) : undefined;
  return wait?.ok ? wait.value : 0;
}
