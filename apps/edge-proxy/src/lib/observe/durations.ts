import type { Sample } from "./prometheus-text.ts";

/** Upper bounds in seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

interface Histogram {
  /** One more than there are bounds. */
  readonly buckets: number[];
  seconds: number;
}

/** Histograms of durations, one for each group of operations. */
export interface Durations {
  note(group: string, seconds: number): void;
  samples(): readonly Sample[];
}

export function createDurations(): Durations {
  const histograms = new Map<string, Histogram>();
  return {
    note(group, seconds) {
      let histogram = histograms.get(group);
      if (histogram === undefined) {
        histogram = { buckets: Array.from({ length: BOUNDS.length + 1 }, () => 0), seconds: 0 };
        histograms.set(group, histogram);
      }
      histogram.seconds += seconds;
      let at = 0;
      while (at < BOUNDS.length && seconds > (BOUNDS[at] ?? 0)) at += 1;
      histogram.buckets[at] = (histogram.buckets[at] ?? 0) + 1;
    },
    samples: () => [...histograms].flatMap(([group, histogram]) => samplesOf(group, histogram)),
  };
}

function samplesOf(group: string, { buckets, seconds }: Histogram): Sample[] {
  let sum = 0;
  const samples = buckets.map((value, at): Sample => {
    sum += value;
    return ["_bucket", { group, le: String(BOUNDS[at] ?? "+Inf") }, sum];
  });
  return [...samples, ["_sum", { group }, seconds], ["_count", { group }, sum]];
}
