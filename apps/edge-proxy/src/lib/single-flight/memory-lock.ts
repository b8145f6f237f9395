import type { Lock } from "./locked-flight.ts";

/**
 * Locks within one instance.
 *
 * @param clock - milliseconds since 1970.
 */
export function memoryLock(clock: () => number = Date.now): Lock {
  const held = new Map<string, { readonly token: string; readonly until: number }>();
  return {
    take(key, token, ms) {
      const holder = held.get(key);
      if (holder !== undefined && clock() < holder.until) return false;
      held.set(key, { token, until: clock() + ms });
      return true;
    },
    free(key, token) {
      if (held.get(key)?.token === token) held.delete(key);
    },
  };
}
