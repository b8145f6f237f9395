import type { OnStoreChange, StoreState } from "./shared-store.ts";

export interface StoreHealthOptions {
  readonly kind: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly onChange: OnStoreChange;
  /** Milliseconds that one attempt may take. Default 500. */
  readonly patienceMs?: number;
  /** Milliseconds after a failure in which the store is not asked. Default 1,000. */
  readonly restMs?: number;
}

/** Asks a store as long as it answers. */
export interface StoreHealth {
  /** The store's answer, or the other one where it fails, hangs, or has failed a moment ago. */
  ask<Value>(store: () => Promise<Value> | Value, otherwise: () => Promise<Value> | Value): Promise<Value>;
  state(): StoreState;
}

export function storeHealth({
  kind,
  clock,
  onChange,
  patienceMs = 500,
  restMs = 1_000,
}: StoreHealthOptions): StoreHealth {
  let reachable = true;
  let failures = 0;
  let restsUntil = 0;
  const state = (): StoreState => ({ kind, reachable, failures });
  return {
    state,
    async ask(store, otherwise) {
      if (clock() < restsUntil) return otherwise();
      try {
        const value = await within(patienceMs, store());
        if (!reachable) {
          reachable = true;
          onChange(state());
        }
        return value;
      } catch (error) {
        failures += 1;
        restsUntil = clock() + restMs;
        if (reachable) {
          reachable = false;
          onChange({ ...state(), cause: codeOf(error) });
        }
        return otherwise();
      }
    },
  };
}

function within<Value>(ms: number, value: Promise<Value> | Value): Promise<Value> | Value {
  if (!(value instanceof Promise)) return value;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(Object.assign(new Error("no answer"), { code: "ETIMEDOUT" })), ms);
    value.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Texts of errors can hold an address with a password. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.constructor.name;
}
