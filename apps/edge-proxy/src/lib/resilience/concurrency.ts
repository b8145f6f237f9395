import { endingBody } from "../body/ending-body.ts";
import type { Stop } from "../stop/stop.ts";
import { TransportError } from "../transport/transport.ts";
import type { Upstream } from "../upstream/upstream.ts";

export interface ConcurrencyOptions {
  /** Requests that are under way at once, each until the last byte of its answer. */
  readonly max: number;
  /** Requests that may wait for their turn. */
  readonly queue: number;
  /** Milliseconds that one waits at most. */
  readonly waitMs: number;
  /** Told of every request that was refused. */
  readonly onShed: () => void;
}

/** An upstream that is asked by so many at once and no more. */
export interface Concurrency {
  readonly upstream: Upstream;
  inFlight(): number;
  queued(): number;
}

/** Seconds are what `Retry-After` knows; nobody can say how long a queue will be. */
const ASK_AGAIN_MS = 1_000;

interface Waiting {
  readonly begin: () => void;
}

/** Caps what is under way at once; the next ones wait in a queue of bounded length and time, the rest is refused. */
export function withConcurrency(upstream: Upstream, options: ConcurrencyOptions): Concurrency {
  const { max, queue, waitMs, onShed } = options;
  const waiting = new Set<Waiting>();
  let inFlight = 0;

  function leave(): void {
    const [next] = waiting;
    if (next === undefined) inFlight -= 1;
    // The place goes from one to the other.
    else next.begin();
  }
  function enter(stop: Stop): Promise<void> | undefined {
    if (inFlight < max) {
      inFlight += 1;
      return undefined;
    }
    if (waiting.size >= queue) throw refusal();
    return wait(stop);
  }
  function wait(stop: Stop): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        waiting.delete(self);
        clearTimeout(timer);
        stop.off(abort);
      };
      const self: Waiting = {
        begin() {
          settle();
          resolve();
        },
      };
      const abort = (): void => {
        settle();
        reject(stop.reason);
      };
      const timer = setTimeout(() => {
        settle();
        reject(refusal());
      }, waitMs);
      waiting.add(self);
      if (stop.aborted) abort();
      else stop.on(abort);
    });
  }
  function refusal(): TransportError {
    onShed();
    return new TransportError("overloaded", { retryAfterMs: ASK_AGAIN_MS });
  }
  return {
    inFlight: () => inFlight,
    queued: () => waiting.size,
    upstream: {
      ...upstream,
      async send(request) {
        await enter(request.stop);
        try {
          const answer = await upstream.send(request);
          if (answer === undefined || answer.body === null) {
            leave();
            return answer;
          }
          return { ...answer, body: endingBody(answer.body, leave) };
        } catch (error) {
          leave();
          throw error;
        }
      },
    },
  };
}
