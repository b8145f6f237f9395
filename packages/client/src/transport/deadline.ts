import {
  type FailedCall,
  SoAbortError,
  type SoError,
  type SoErrorOptions,
  SoNetworkError,
  SoRequestError,
  SoTimeoutError,
} from "../errors/so-error.ts";

/** One call and its end, whoever sets it: the caller's signal or the time-out, whichever is first. */
export interface Deadline {
  readonly call: FailedCall;
  /** Fires with an `SoAbortError` or an `SoTimeoutError` as its reason. */
  readonly signal: AbortSignal;
  /**
   * Waits for work, but not past the end, even when the work ignores the signal.
   *
   * @throws {SoError} the end's reason, this call's own `SoError`, or what `fail` makes of anything else: an
   * `SoNetworkError` where it makes nothing.
   */
  race<Value>(
    work: () => Promise<Value> | Value,
    fail?: (options: SoErrorOptions) => SoError | undefined,
  ): Promise<Value>;
  /** Waits some milliseconds, but not past the end. */
  pause(ms: number): Promise<void>;
  /** Lets go of timers and of the caller's signal; the signal stays where a body is still to be read. */
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
  if (timeoutMs === Number.POSITIVE_INFINITY) return true;
  return typeof timeoutMs === "number" && timeoutMs >= 1 && timeoutMs <= LONGEST_MS;
}

/**
 * Starts the clock. Not `AbortSignal.any` and `.timeout`: those cannot be released when the call is over.
 *
 * @throws {SoRequestError} for a time-out that cannot be kept.
 */
export function startDeadline({ call, signal: outer, timeoutMs }: DeadlineOptions): Deadline {
  if (!isTimeout(timeoutMs)) throw new SoRequestError(TIMEOUT_RULE, { call });
  const controller = new AbortController();
  const { signal } = controller;
  let fail: (reason: unknown) => void = () => {};
  const ended = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  // Nobody may be waiting when it ends.
  ended.catch(() => {});
  const end = (reason: SoError) => {
    controller.abort(reason);
    fail(signal.reason);
  };

  const timers: ReturnType<typeof setTimeout>[] = [];
  const after = (ms: number, then: () => void) => void timers.push(setTimeout(then, ms));
  // The end of the call is that of its attempt, too.
  const isOurs = (reason: unknown): reason is SoError =>
    (reason as Partial<SoError> | undefined)?.call === call;
  const onAbort = () => {
    const cause = outer?.reason;
    end(isOurs(cause) ? cause : new SoAbortError({ call, cause }));
  };
  if (outer?.aborted) onAbort();
  else outer?.addEventListener("abort", onAbort);
  if (timeoutMs <= LONGEST_MS) after(timeoutMs, () => end(new SoTimeoutError(timeoutMs, { call })));

  return {
    call,
    signal,
    async race(work, fail) {
      try {
        signal.throwIfAborted();
        return await Promise.race([ended, work()]);
      } catch (cause) {
        if (signal.aborted) throw signal.reason;
        // An `auth` or a `baseUrl` may well call with clients of its own: their errors are the cause of this call's.
        throw isOurs(cause) ? cause : (fail?.({ call, cause }) ?? new SoNetworkError({ call, cause }));
      }
    },
    pause: (ms) => Promise.race([ended, new Promise<void>((resolve) => after(ms, resolve))]),
    release(isUnread) {
      timers.forEach(clearTimeout);
      if (!isUnread) outer?.removeEventListener("abort", onAbort);
    },
  };
}
