import type { CacheStore } from "../cache/cache-store.ts";
import { memoryCache } from "../cache/memory-cache.ts";
import { ALL } from "../cache/tags.ts";
import { lockedFlight } from "../single-flight/locked-flight.ts";
import type { SingleFlight } from "../single-flight/single-flight.ts";
import { memoryRateStore } from "./memory-rate-store.ts";
import type { RateStore } from "./rate-store.ts";
import type { OnStoreChange, SharedStore, StoreState } from "./shared-store.ts";
import { type StoreHealth, storeHealth } from "./store-health.ts";
import { memoryTextStore, type TextStore } from "./text-store.ts";

/** What a store falls back on, and how long it is waited for. */
export interface FallbackOptions {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Bytes of memory for answers, while the store does not answer. */
  readonly cacheBytes: number;
  /** Joins the work of this instance; the store joins it with that of others. */
  readonly singleFlight: SingleFlight;
  /** Hears when the store is lost and when it is back. */
  readonly onChange: OnStoreChange;
  /** Milliseconds that one attempt may take. Default 500. */
  readonly patienceMs?: number;
  /** Milliseconds after a failure in which the store is not asked. Default 1,000. */
  readonly restMs?: number;
}

/** What a proxy uses of its store: options of `createProxy`. */
export interface StoreOptions {
  /** Counts the rates of callers. */
  readonly rateStore: RateStore;
  /** Keeps answers, where the cache is on. */
  readonly answerStore: CacheStore;
  /** Keeps the addresses of tenants. */
  readonly tenantStore: TextStore;
  /** Has one of the same work at a time, over all instances. */
  readonly singleFlight: SingleFlight;
  /** How the store is, for `/-/ready` and `/-/metrics`. */
  readonly storeState: () => StoreState;
}

/**
 * Uses a store for as long as it answers, and the memory of this instance where it does not: rates are then counted by each
 * instance for itself, and answers kept by each for itself. No call fails for the store's sake.
 */
export function withFallback(store: SharedStore, options: FallbackOptions): StoreOptions {
  const memory = memoryCache(options.cacheBytes);
  const health = storeHealth({
    ...options,
    kind: store.kind,
    onChange(change) {
      // What memory keeps is from the last time without the store: others have written since.
      if (!change.reachable) memory.touch([ALL]);
      options.onChange(change);
    },
  });
  const rates = memoryRateStore();
  const texts = memoryTextStore(options.clock);
  const { ask } = health;
  return {
    rateStore: {
      take: (key, rate, now) =>
        ask(
          () => store.rates.take(key, rate, now),
          () => rates.take(key, rate, now),
        ),
    },
    answerStore: answersOf(store.answers, memory, health),
    tenantStore: {
      get: (key) =>
        ask(
          () => store.texts.get(key),
          () => texts.get(key),
        ),
      set: (key, text, until) => {
        texts.set(key, text, until);
        return ask(
          () => store.texts.set(key, text, until),
          () => {},
        );
      },
      delete: (key) => {
        texts.delete(key);
        return ask(
          () => store.texts.delete(key),
          () => {},
        );
      },
    },
    singleFlight: lockedFlight(
      {
        // Without a store nobody can be waited for.
        take: (key, token, ms) =>
          ask(
            () => store.lock.take(key, token, ms),
            () => true,
          ),
        free: (key, token) =>
          ask(
            () => store.lock.free(key, token),
            () => {},
          ),
      },
      options,
    ),
    storeState: health.state,
  };
}

function answersOf(shared: CacheStore, memory: CacheStore, { ask }: StoreHealth): CacheStore {
  /** Whether a write passed of which the store knows nothing: what it keeps may be old. */
  let missed = false;
  const caughtUp = async (): Promise<void> => {
    if (!missed) return;
    await shared.touch([ALL]);
    missed = false;
  };
  return {
    read: (key, tags) =>
      ask(
        async () => {
          await caughtUp();
          return shared.read(key, tags);
        },
        () => memory.read(key, tags),
      ),
    // The marks say to which of both a reading belongs: the other one never takes them for its own.
    keep: (key, answer, marks, keepMs) =>
      ask(
        () => shared.keep(key, answer, marks, keepMs),
        () => memory.keep(key, answer, marks, keepMs),
      ),
    remove: (key) =>
      ask(
        () => shared.remove(key),
        () => memory.remove(key),
      ),
    async touch(tags) {
      await memory.touch(tags);
      await ask(
        async () => {
          await caughtUp();
          await shared.touch(tags);
        },
        () => {
          missed = true;
        },
      );
    },
  };
}
