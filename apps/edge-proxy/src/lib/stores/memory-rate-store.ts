import { type RateStore, takeFrom } from "./rate-store.ts";

/**
 * Counts in this process, or this isolate of a Worker; several count each for themselves.
 *
 * @param maxKeys - how many are kept. Beyond it those that are full go, and then the ones longest unused.
 */
export function memoryRateStore(maxKeys = 10_000): RateStore {
  const fullAt = new Map<string, number>();
  return {
    take(key, rate, now) {
      const step = takeFrom(fullAt.get(key) ?? 0, rate, now);
      // To the end of the map, which keeps the order of insertion.
      fullAt.delete(key);
      fullAt.set(key, step.fullAt);
      if (fullAt.size > maxKeys) forget(fullAt, maxKeys, now);
      return step.taken;
    },
  };
}

function forget(fullAt: Map<string, number>, maxKeys: number, now: number): void {
  for (const [key, time] of fullAt) if (time <= now) fullAt.delete(key);
  for (const key of fullAt.keys()) {
    // A tenth at a time, or every request would look at all of them.
    if (fullAt.size <= maxKeys * 0.9) return;
    fullAt.delete(key);
  }
}
