import { type FailedCall, SoAbortError, SoRequestError, SoTimeoutError } from "../errors/so-error.ts";

/** The end of a call, whoever sets it: the caller's signal or the time-out, whichever is first. */
export interface Deadline {
  /** Fires with an `SoAbortError` or an `SoTimeoutError` as its reason. */
  readonly signal: AbortSignal;
  /** Waits for work, but not past the end, even when the work ignores the signal. */
  race<Value>(work: Promise<Value> | Value): Promise<Value>;
  /** Lets go of the timer and of the caller's signal; the signal stays where a body is still to be read. */
  release(isUnread?: boolean): void;
}

export interface DeadlineOptions {
  readonly call: FailedCall;
  readonly signal?: AbortSignal | null;
  /** Milliseconds; `Infinity` for none. */
  readonly timeoutMs: number;
}

/** The longest delay that timers take, almost 25 days. */
const LONGEST_MS = 2 ** 31 - 1;

/** What a time-out must be, for people. */
export const TIMEOUT_RULE = `Give milliseconds from 1 to ${LONGEST_MS}, or Infinity`;

/** Says whether a time-out can be kept. */
export function isTimeout(timeoutMs: unknown): boolean {
  if (typeof timeoutMs !== "number") return false;
  return timeoutMs === Number.POSITIVE_INFINITY || (timeoutMs >= 1 && timeoutMs <= LONGEST_MS);
}

/**
 * Starts the clock. Not `AbortSignal.any` and `.timeout`: those cannot be released when the call is over.
 *
 * @throws {SoRequestError} for a time-out that cannot be kept.
 */
export function startDeadline(options: DeadlineOptions): Deadline {
  const { call, signal: outer, timeoutMs } = options;
  if (!isTimeout(timeoutMs)) throw new SoRequestError(TIMEOUT_RULE, { call });
  const controller = new AbortController();
  const { signal } = controller;

  const ended = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // Nobody may be waiting when it ends.
  ended.catch(() => {});

  const onAbort = () => controller.abort(new SoAbortError({ call, cause: outer?.reason }));
  const timer =
    timeoutMs === Number.POSITIVE_INFINITY
      ? undefined
      : setTimeout(() => controller.abort(new SoTimeoutError(timeoutMs, { call })), timeoutMs);
  if (outer?.aborted) onAbort();
  else outer?.addEventListener("abort", onAbort, { once: true });

  return {
    signal,
    race: (work) => Promise.race([ended, work]),
    release: (isUnread) => {
      clearTimeout(timer);
      if (!isUnread) outer?.removeEventListener("abort", onAbort);
    },
  };
}

/** Waits, but not past the end; leaves no timer behind. */
export async function pause(ms: number, deadline: Deadline): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await deadline.race(
      new Promise((resolve) => {
        timer = setTimeout(resolve, ms);
      }),
    );
  } finally {
    clearTimeout(timer);
  }
}
