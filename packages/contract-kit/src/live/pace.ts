/** How hard a run may press a server, and for how long. */
export interface PaceOptions {
  /** Requests under way at once. Default: 2. */
  readonly concurrency?: number;
  /** Requests begun in a second. Default: 5. */
  readonly perSecond?: number;
  /** Milliseconds for the whole run. Default: 300,000. */
  readonly deadlineMs?: number;
  /** Milliseconds of a monotonic clock. Default: `performance.now`. */
  readonly now?: () => number;
  /** Default: `setTimeout`. */
  readonly sleep?: (ms: number) => Promise<void>;
}

/** Lets requests go one by one. */
export interface Pace {
  readonly concurrency: number;
  /** Waits for a turn; false where the run has no time left. */
  readonly turn: () => Promise<boolean>;
  /** Milliseconds that are left of the run, never below 0. */
  readonly left: () => number;
}

/** Starts the clock of a run. */
export function startPace(options: PaceOptions = {}): Pace {
  const {
    concurrency = 2,
    perSecond = 5,
    deadlineMs = 300_000,
    now = () => performance.now(),
    sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  } = options;
  const end = now() + deadlineMs;
  let next = now();
  const left = (): number => Math.max(0, end - now());
  return {
    concurrency,
    left,
    async turn() {
      const wait = next - now();
      // A turn is taken before it is waited for, or two would wait for the same one.
      next = Math.max(next, now()) + 1000 / perSecond;
      if (wait >= left()) return false;
      if (wait > 0) await sleep(wait);
      return left() > 0;
    },
  };
}

/** Does work on each item, some at a time, in their order. */
export async function eachOf<Item>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
}
