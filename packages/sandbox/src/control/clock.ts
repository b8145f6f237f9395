/** A clock that tests can move. Times are milliseconds since 1970-01-01 UTC. */
export interface MovableClock {
  now(): number;
  /** Milliseconds that it is ahead of its source; negative where it is behind. */
  readonly offset: number;
  /** Moves it so that it shows this time now, and goes on from there. */
  set(at: number): void;
  setOffset(offset: number): void;
}

/** A span of time; what is given adds up. */
export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

/** Milliseconds of each unit of a {@link Duration}. */
export const unitMilliseconds: Readonly<Record<keyof Duration, number>> = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
};

/** Where the clock may stand: the years 1 to 9999, which the platform's dates can say. */
export const CLOCK_RANGE = {
  from: Date.parse("0001-01-01T00:00:00Z"),
  to: Date.parse("9999-12-31T23:59:59Z"),
};

/** Puts an offset on top of a clock. */
export function movableClock(source: () => number): MovableClock {
  let offset = 0;
  return {
    now: () => source() + offset,
    get offset() {
      return offset;
    },
    set(at) {
      offset = at - source();
    },
    setOffset(next) {
      offset = next;
    },
  };
}
