import { TransportError } from "../transport/transport.ts";
import type { Upstream } from "../upstream/upstream.ts";

/** `closed` lets everything through, `open` nothing, `half-open` one request that decides. */
export type CircuitState = "closed" | "open" | "half-open";

export interface BreakerOptions {
  /** Failures in a row that open the circuit. */
  readonly failures: number;
  /** Milliseconds that it stays open before one request may try. */
  readonly openMs: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Told of every request that was refused. */
  readonly onShed: () => void;
}

/** A circuit breaker around an upstream. */
export interface Breaker {
  readonly upstream: Upstream;
  state(): CircuitState;
}

/** Statuses with which a gateway or a server says that it is not there; 500 and 429 are answers. */
const failing: ReadonlySet<number> = new Set([502, 503, 504]);

/** Stops asking an upstream that fails again and again, and tries with one request from time to time. */
export function withBreaker(
  upstream: Upstream,
  { failures, openMs, clock, onShed }: BreakerOptions,
): Breaker {
  let inRow = 0;
  let openUntil: number | undefined;
  let probing = false;

  const stateAt = (now: number): CircuitState => {
    if (openUntil === undefined) return "closed";
    return now < openUntil ? "open" : "half-open";
  };
  function settle(isProbe: boolean, failed: boolean): void {
    // What began before the circuit opened decides nothing any more.
    if (openUntil !== undefined && !isProbe) return;
    inRow = failed ? inRow + 1 : 0;
    if (isProbe || inRow >= failures) openUntil = failed ? clock() + openMs : undefined;
  }
  return {
    state: () => stateAt(clock()),
    upstream: {
      ...upstream,
      async send(request) {
        const now = clock();
        const state = stateAt(now);
        if (state === "open" || (state === "half-open" && probing)) {
          onShed();
          throw new TransportError("unavailable", {
            retryAfterMs: Math.max((openUntil ?? now) - now, 1_000),
          });
        }
        const isProbe = state === "half-open";
        if (isProbe) probing = true;
        try {
          const answer = await upstream.send(request);
          settle(isProbe, answer !== undefined && failing.has(answer.status));
          return answer;
        } catch (error) {
          if (isOfUpstream(error)) settle(isProbe, true);
          throw error;
        } finally {
          if (isProbe) probing = false;
        }
      },
    },
  };
}

/** A caller who goes away, and what we did not let through, say nothing of the upstream. */
function isOfUpstream(error: unknown): boolean {
  return error instanceof TransportError && ["unreachable", "invalid", "timeout"].includes(error.kind);
}
