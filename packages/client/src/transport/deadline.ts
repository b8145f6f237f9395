import { type FailedCall, SoAbortError, SoTimeoutError } from "../errors/so-error.ts";

/** The end of a call, whoever sets it: the caller's signal or the time-out, whichever is first. */
export interface Deadline {
  /** Fires with an `SoAbortError` or an `SoTimeoutError` as its reason. */
  readonly signal: AbortSignal;
  /** Waits for work, but not past the end, even when the work ignores the signal. */
  race<Value>(work: Promise<Value> | Value): Promise<Value>;
  /** Lets go of the timer and of the caller's signal. */
  release(): void;
}

export interface DeadlineOptions {
  readonly call: FailedCall;
  readonly signal?: AbortSignal | null;
  /** Milliseconds; `Infinity` for none. */
  readonly timeoutMs: number;
}

/** Starts the clock. Not `AbortSignal.any` and `.timeout`: those cannot be released when the call is over. */
export function startDeadline(options: DeadlineOptions): Deadline {
  const { call, signal: outer, timeoutMs } = options;
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
    release: () => {
      clearTimeout(timer);
      outer?.removeEventListener("abort", onAbort);
    },
  };
}
