import { type FailedCall, SoNetworkError, SoTimeoutError } from "../errors/so-error.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import type { RetryDecider, RetryOverrides } from "./retry.ts";

/** How long a call may take, and how often it may be made. */
export interface AttemptOptions {
  readonly signal?: AbortSignal | null;
  /** Milliseconds for the whole call; `Infinity` for no end. Default: the client's. */
  readonly timeoutMs?: number;
  /** Milliseconds for one attempt with its body. Default: the client's, else as long as the call has. */
  readonly attemptTimeoutMs?: number;
  /** `false` for one attempt, or what is to be otherwise than the client's own say. */
  readonly retry?: false | RetryOverrides;
}

/** What holds where a call says nothing. */
export interface AttemptDefaults {
  readonly timeoutMs: number;
  readonly attemptTimeoutMs?: number;
}

/** The attempts of one call, whether the head or the body of an answer ends them. */
export interface Attempts {
  /** The call's end. */
  readonly deadline: Deadline;
  /** The end of the attempt under way. */
  current: Deadline;
  /** How many have begun. */
  number: number;
  /** The head of the last one's answer; absent when none began. */
  response: Response | undefined;
  /** Says whether there is another attempt, and when. Absent where there is none. */
  decide: RetryDecider | undefined;
  /** Whether the body can be sent only once. */
  isOnce: boolean;
  /** Starts the clock of the next one. */
  begin(): void;
  /**
   * Asks whether to go on after the one under way.
   *
   * @param error - what broke: nothing where the head of an answer is all that is known.
   *
   * @returns milliseconds to wait; `undefined` for no other attempt.
   */
  again(response: Response | undefined, error?: unknown): number | undefined;
  /** Lets go of timers and of the caller's signal; the signal stays where a body is still to be read. */
  release(isUnread?: boolean): void;
}

/**
 * Begins a call.
 *
 * @param safe - whether the operation changes nothing; absent where only the method tells.
 *
 * @throws {SoRequestError} for a time-out that cannot be kept.
 */
export function startAttempts(
  call: FailedCall,
  defaults: AttemptDefaults,
  options: AttemptOptions,
  safe?: boolean,
): Attempts {
  const { timeoutMs = defaults.timeoutMs, attemptTimeoutMs = defaults.attemptTimeoutMs } = options;
  const deadline = startDeadline({ call, signal: options.signal, timeoutMs });
  const { signal } = deadline;
  const begun = performance.now();
  let own: Deadline | undefined;
  const attempts: Attempts = {
    deadline,
    current: deadline,
    number: 0,
    response: undefined,
    decide: undefined,
    isOnce: false,
    begin() {
      attempts.number++;
      if (attemptTimeoutMs === undefined) return;
      own?.release();
      own = startDeadline({ call, signal, timeoutMs: attemptTimeoutMs });
      attempts.current = own;
    },
    again(response, error) {
      const { number, isOnce, decide } = attempts;
      const isPassing =
        error === undefined || error instanceof SoNetworkError || error instanceof SoTimeoutError;
      if (signal.aborted || !isPassing) return undefined;
      const cause = (error as Error | undefined)?.cause ?? error;
      const wait = decide?.({
        number,
        method: call.method,
        safe,
        response,
        cause,
        elapsedMs: performance.now() - begun,
      });
      return isOnce ? undefined : wait;
    },
    release(isUnread) {
      own?.release(isUnread);
      deadline.release(isUnread);
    },
  };
  return attempts;
}
