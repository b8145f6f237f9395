import type { SingleFlight } from "./single-flight.ts";

/** Port to locks that instances share. One that nobody freed is free again after its time. */
export interface Lock {
  /**
   * @param token - tells holders apart.
   * @param ms - milliseconds that the lock is held at most.
   * @returns whether it is this holder's now.
   */
  take(key: string, token: string, ms: number): Promise<boolean> | boolean;
  /** Does nothing where another one holds it by now. */
  free(key: string, token: string): Promise<void> | void;
}

export interface LockedFlightOptions {
  /** Joins the work of this instance, of which one asks for the lock. */
  readonly singleFlight: SingleFlight;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Milliseconds after which a lock is free again, for its holder may be gone. */
const HELD_MS = 10_000;
/** Milliseconds between two looks at a lock, the first and the longest; each is twice the one before. */
const [FIRST_LOOK_MS, LONGEST_LOOK_MS] = [10, 160];

/**
 * A single flight over several instances: the first has the lock while it works. The others wait until it is free and run
 * their own work then, all at once, which looks first for what the first has put into the store.
 */
export function lockedFlight(lock: Lock, { singleFlight, clock }: LockedFlightOptions): SingleFlight {
  return (key, work) =>
    singleFlight(key, async () => {
      const token = crypto.randomUUID();
      if (!(await lock.take(key, token, HELD_MS))) {
        await freed(key, token);
        return work();
      }
      try {
        return await work();
      } finally {
        await lock.free(key, token);
      }
    });

  /** Takes the lock to learn that it is free, and gives it back at once. */
  async function freed(key: string, token: string): Promise<void> {
    const end = clock() + HELD_MS;
    for (let wait = FIRST_LOOK_MS; clock() < end; wait = Math.min(2 * wait, LONGEST_LOOK_MS)) {
      await new Promise<void>((resolve) => setTimeout(resolve, wait));
      if (await lock.take(key, token, HELD_MS)) return lock.free(key, token);
    }
  }
}
