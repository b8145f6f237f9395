import type { Observe } from "../transport/observe.ts";

/**
 * Makes one observer of several. Each hears of every attempt; what one throws keeps nothing from the others.
 *
 * @example
 * import { attemptLines, observers, traceContext } from "@so-webapi/client/observe";
 *
 * const observe = observers(traceContext(), attemptLines(console.log));
 */
export function observers(...all: readonly Observe[]): Observe {
  return (attempt) => {
    const ends = all.map((observe) => quietly(() => observe(attempt)));
    return (end) => {
      for (const ended of ends) quietly(() => ended?.(end));
    };
  };
}

function quietly<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
