import type { RetryPolicy } from "@so-webapi/platform/retry";

/** How an attempt ended, for who decides on the next. */
export interface EndedAttempt {
  /** 1 for the first. */
  readonly number: number;
  readonly method: string;
  /** Whether the operation changes nothing; absent where only the method tells, as in raw calls. */
  readonly safe?: boolean;
  /** The answer's head; absent when none began. */
  readonly response?: Response;
  /**
   * What broke: what `fetch` or the reading of the body threw, or an `SoTimeoutError` for an attempt that took too long.
   * Absent when the head is all that is known yet: an attempt is told of twice when its body breaks later.
   */
  readonly cause?: unknown;
  /** Milliseconds since the first attempt began. */
  readonly elapsedMs: number;
}

/** What is to be otherwise than a policy says; what is undefined is as it says. */
export type RetryOverrides = { readonly [Name in keyof RetryPolicy]?: RetryPolicy[Name] | undefined };

/** Decides on the attempts of one call: milliseconds to wait before the next, `undefined` for no other. */
export type RetryDecider = (ended: EndedAttempt) => number | undefined;

/**
 * Whether and when calls are made again, as `retries(…)` makes it. It is asked once for each call, with the options
 * that the call has of its own. It throws for options that make no policy.
 */
export type Retry = (options?: RetryOverrides) => RetryDecider;
