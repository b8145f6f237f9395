/**
 * Does work once for all who ask for it at the same time: the refresh of a token, for example. Give one of your own to
 * have several processes agree, over a lock that they share.
 */
export interface SingleFlight {
  /**
   * Gives the outcome of the work that is under way for this key, else begins it. Who waits may leave before the end:
   * the work belongs to all and goes on.
   *
   * @param key - names the work; holds no secret.
   * @param work - must end by itself: nobody's signal ends it.
   */
  run<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
}

/**
 * Makes a single flight within this process. Nothing is kept when the work has ended, well or not.
 *
 * @example
 * const flights = createSingleFlight();
 * const [one, two] = await Promise.all([
 *   flights.run("token", async () => crypto.randomUUID()),
 *   flights.run("token", async () => crypto.randomUUID()),
 * ]);
 * console.log(one === two); // true
 */
export function createSingleFlight(): SingleFlight {
  const flights = new Map<string, Promise<unknown>>();
  return {
    run<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
      const begun = flights.get(key);
      // Who gives the same key asks for the same work.
      if (begun) return begun as Promise<Value>;
      const flight = Promise.resolve()
        .then(work)
        .finally(() => flights.delete(key));
      flights.set(key, flight);
      return flight;
    },
  };
}
