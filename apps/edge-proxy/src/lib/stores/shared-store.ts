import type { CacheStore } from "../cache/cache-store.ts";
import type { Lock } from "../single-flight/locked-flight.ts";
import type { RateStore } from "./rate-store.ts";
import type { TextStore } from "./text-store.ts";

/**
 * Port to a store outside of the instance: a Redis, Durable Objects. Everything in it may fail or hang; `withFallback` makes
 * of it what the proxy uses.
 */
export interface SharedStore {
  /** Short name for metrics and logs. */
  readonly kind: string;
  readonly rates: RateStore;
  readonly answers: CacheStore;
  readonly texts: TextStore;
  readonly lock: Lock;
}

/** How the store of a proxy is, for metrics and `/-/ready`. */
export interface StoreState {
  readonly kind: string;
  /** False while the proxy does without it, each instance by itself. */
  readonly reachable: boolean;
  /** Attempts that failed since the start. */
  readonly failures: number;
}

/** Told when a store stops or begins to answer. `cause` is the code of an error, never its text. */
export type OnStoreChange = (change: StoreState & { readonly cause?: string }) => void;
