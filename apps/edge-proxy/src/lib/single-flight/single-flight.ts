import type { SingleFlight } from "@so-webapi/client";

/**
 * Port to doing work once at a time for all requests that want it: signing in, looking a tenant up, one of several identical
 * reads. Who comes while it is under way gets its outcome. An adapter that cannot carry outcomes from one instance to another
 * may hold a lock instead and run each one's work in turn, so work looks first whether it is still to be done.
 *
 * Adapters: `singleFlight()` of `@so-webapi/client` shares a promise, which is right where requests share a process (Node,
 * Deno, Bun). {@link isolateFlight} shares the outcome alone, for Workers.
 */
export type { SingleFlight };

/** How those who wait look whether the work is done, and when they do it themselves. */
export interface IsolateFlightOptions {
  /** Milliseconds between two looks of one who waits. Default 10. */
  readonly pollMs?: number;
  /** Milliseconds without a sign of life after which another one does the work. Default 1,000. */
  readonly silenceMs?: number;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly clock?: () => number;
}

interface Flight {
  aliveAt: number;
  outcome?: { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };
}

/**
 * The adapter for runtimes in which a request must not wait for a promise of another one (Cloudflare Workers: what is under
 * way is cancelled with the request that began it, and those who wait for it hang). Requests share plain data: who waits
 * looks from time to time. Who does the work gives signs of life by a timer that ends with its request; when they stay
 * away, one of those who wait does the work itself. It works on every runtime.
 *
 * Outcomes are to be plain data: no stream, no `Response`.
 */
export function isolateFlight({
  pollMs = 10,
  silenceMs = 1_000,
  clock = Date.now,
}: IsolateFlightOptions = {}): SingleFlight {
  const underWay = new Map<string, Flight>();

  async function fly<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
    const flight: Flight = { aliveAt: clock() };
    underWay.set(key, flight);
    const signs = setInterval(() => {
      flight.aliveAt = clock();
    }, silenceMs / 4);
    try {
      const value = await work();
      flight.outcome = { ok: true, value };
      return value;
    } catch (error) {
      flight.outcome = { ok: false, error };
      throw error;
    } finally {
      clearInterval(signs);
      if (underWay.get(key) === flight) underWay.delete(key);
    }
  }

  return async <Value>(key: string, work: () => Promise<Value>): Promise<Value> => {
    while (true) {
      const flight = underWay.get(key);
      if (flight === undefined || clock() - flight.aliveAt > silenceMs) return fly(key, work);
      while (flight.outcome === undefined && clock() - flight.aliveAt <= silenceMs) await pause(pollMs);
      const { outcome } = flight;
      if (outcome === undefined) continue;
      if (!outcome.ok) throw outcome.error;
      // What is there was put there under the same key, by work of the same kind.
      return outcome.value as Value;
    }
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
