import type { Sample } from "./prometheus-text.ts";

type Labels = Readonly<Record<string, string>>;

/** Counts by labels, each set of them a series. */
export interface Counter {
  add(labels: Labels, value?: number): void;
  samples(): readonly Sample[];
}

export function createCounter(): Counter {
  const series = new Map<string, { readonly labels: Labels; value: number }>();
  return {
    add(labels, value = 1) {
      const key = Object.values(labels).join("\n");
      const known = series.get(key);
      if (known === undefined) series.set(key, { labels, value });
      else known.value += value;
    },
    samples: () => [...series.values()].map(({ labels, value }): Sample => ["", labels, value]),
  };
}
