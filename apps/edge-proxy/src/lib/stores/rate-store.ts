/** How many requests are let through in how long. */
export interface RateOptions {
  /** From 1. All of them may come at once; they come back one by one, spread over `seconds`. */
  readonly requests: number;
  /** From 1. */
  readonly seconds: number;
}

/** What became of an attempt to take one request. */
export interface RateTaken {
  readonly allowed: boolean;
  /** Requests that could follow at once. */
  readonly remaining: number;
  /** Milliseconds until all of them are there again. */
  readonly resetMs: number;
  /** Milliseconds until one request is let through; 0 where this one was. */
  readonly retryMs: number;
}

/**
 * Port to where rates are counted. `take` must be atomic: of two at the same time on the last request, one gets it. All
 * it needs is one number per key, the time at which the key is full again (see {@link takeFrom}), so a Redis script, a
 * Durable Object or a row with a condition can keep it; a number older than `now` may be forgotten.
 */
export interface RateStore {
  /**
   * @param key - whose requests; holds no secret.
   * @param now - milliseconds since 1970.
   */
  take(key: string, rate: RateOptions, now: number): RateTaken | Promise<RateTaken>;
}

/** One step of the generic cell rate algorithm (ITU-T I.371): the next time of being full, and what to say of it. */
export function takeFrom(
  fullAt: number,
  { requests, seconds }: RateOptions,
  now: number,
): { readonly fullAt: number; readonly taken: RateTaken } {
  const window = seconds * 1000;
  const each = window / requests;
  const before = Math.max(fullAt, now);
  const after = before + each;
  // Sums of fractions end a hair beside the whole.
  const allowed = after - now <= window + 1e-3;
  const holds = allowed ? after : before;
  return {
    fullAt: holds,
    taken: {
      allowed,
      remaining: Math.max(0, Math.floor((window - (holds - now)) / each + 1e-6)),
      resetMs: holds - now,
      retryMs: allowed ? 0 : after - now - window,
    },
  };
}
