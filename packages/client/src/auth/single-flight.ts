/**
 * Does work once for all who want it at the same time: who comes while it is under way waits for the same outcome, be
 * it a value or an error. Whoever comes later starts anew.
 *
 * The default works inside one process. To have one refresh over many processes, give a function that holds a lock for
 * the key while the work runs: all the work of this package looks into its store first, so that the second to get the
 * lock finds what the first has put there. At the edge, where a request may not wait for the work of another one
 * (Cloudflare Workers), make a client per request and give a lock or none at all: `(_key, work) => work()`.
 *
 * @param key - what the work is for; it holds no secret. Work with different keys does not wait for each other.
 */
export type SingleFlight = <Value>(key: string, work: () => Promise<Value>) => Promise<Value>;

/** Makes the default. Its state is its own: two of them know nothing of each other. */
export function singleFlight(): SingleFlight {
  const underWay = new Map<string, Promise<unknown>>();
  return <Value>(key: string, work: () => Promise<Value>): Promise<Value> => {
    const known = underWay.get(key);
    // What is there was put there under the same key, by work of the same kind.
    if (known) return known as Promise<Value>;
    const flight = (async () => work())().finally(() => underWay.delete(key));
    underWay.set(key, flight);
    return flight;
  };
}
