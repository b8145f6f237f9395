import type { Upstream } from "../upstream/upstream.ts";
import { type CircuitState, withBreaker } from "./circuit-breaker.ts";
import { withConcurrency } from "./concurrency.ts";
import { withRetries } from "./with-retries.ts";

/** What keeps an upstream that struggles from taking the proxy with it. Everything is off where it is 0. */
export interface ResilienceOptions {
  /** Attempts after the first for operations that change nothing. Never for writes. Default 0. */
  readonly retries?: number;
  /** Failures in a row after which the upstream is not asked for a while: 503 `upstream-unavailable`. Default 0. */
  readonly breakerFailures?: number;
  /** Milliseconds of that while; then one request tries. Default 10,000. */
  readonly breakerOpen?: number;
  /**
   * Requests that are under way upstream at once. More wait; what waits too long, or finds too many waiting, is answered
   * 503 `overloaded`. Not for Workers, where one request cannot wait for another. Default 0.
   */
  readonly maxConcurrent?: number;
  /** Requests that may wait. Default 100. */
  readonly queue?: number;
  /** Milliseconds that one of them waits at most. Default 5,000. */
  readonly queueTimeout?: number;
}

/** Figures of the moment, and counts since the start. */
export interface ResilienceState {
  readonly circuit: CircuitState;
  readonly inFlight: number;
  readonly queued: number;
  readonly retries: number;
  readonly shed: { readonly overloaded: number; readonly unavailable: number };
}

export interface ResiliencePorts {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Milliseconds that a whole exchange may take; 0 for ever. */
  readonly totalMs: number;
}

/** Figures of several upstreams as those of one: the worst circuit, and sums. */
export function sumOfStates(states: readonly ResilienceState[]): ResilienceState {
  const sum = (figure: (state: ResilienceState) => number): number =>
    states.reduce((total, state) => total + figure(state), 0);
  const circuits = states.map(({ circuit }) => circuit);
  return {
    circuit: (["open", "half-open"] as const).find((one) => circuits.includes(one)) ?? "closed",
    inFlight: sum(({ inFlight }) => inFlight),
    queued: sum(({ queued }) => queued),
    retries: sum(({ retries }) => retries),
    shed: {
      overloaded: sum(({ shed }) => shed.overloaded),
      unavailable: sum(({ shed }) => shed.unavailable),
    },
  };
}

/** An upstream with what guards it. */
export interface ResilientUpstream {
  readonly upstream: Upstream;
  state(): ResilienceState;
}

/**
 * Puts retries around a circuit breaker around a cap of concurrency around an upstream, those of them that are on. With all
 * off the upstream is the one that was given.
 */
export function resilientUpstream(
  bare: Upstream,
  options: Required<ResilienceOptions>,
  { clock, random, totalMs }: ResiliencePorts,
): ResilientUpstream {
  let upstream = bare;
  const counts = { retries: 0, overloaded: 0, unavailable: 0 };
  const count = (what: keyof typeof counts) => (): void => {
    counts[what] += 1;
  };
  const cap =
    options.maxConcurrent === 0
      ? undefined
      : withConcurrency(upstream, {
          max: options.maxConcurrent,
          queue: options.queue,
          waitMs: options.queueTimeout,
          onShed: count("overloaded"),
        });
  upstream = cap?.upstream ?? upstream;
  const breaker =
    options.breakerFailures === 0
      ? undefined
      : withBreaker(upstream, {
          failures: options.breakerFailures,
          openMs: options.breakerOpen,
          clock,
          onShed: count("unavailable"),
        });
  upstream = breaker?.upstream ?? upstream;
  if (options.retries > 0) {
    // The exchange's own time-out ends a wait; this keeps waits from beginning that cannot end in time.
    const deadlineMs = totalMs === 0 ? 60_000 : Math.min(totalMs, 60_000);
    upstream = withRetries(upstream, {
      retries: options.retries,
      deadlineMs,
      clock,
      random,
      onRetry: count("retries"),
    });
  }
  return {
    upstream,
    state: () => ({
      circuit: breaker?.state() ?? "closed",
      inFlight: cap?.inFlight() ?? 0,
      queued: cap?.queued() ?? 0,
      retries: counts.retries,
      shed: { overloaded: counts.overloaded, unavailable: counts.unavailable },
    }),
  };
}
