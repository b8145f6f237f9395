import type { Sample } from "./prometheus-text.ts";

/** Counts by labels, each set of their values a series. */
export interface Counter<Values extends readonly string[]> {
  /** @param values - one for each of the counter's names, in their order. */
  add(values: Values, value?: number): void;
  samples(): readonly Sample[];
}

/** Values of labels, one below the other. Texts that stay the same are found again without being read. */
interface Level {
  readonly below: Map<string, Level>;
  count: number;
}

const level = (): Level => ({ below: new Map(), count: 0 });

/** @param names - labels. One whose value is empty is left out. */
export function createCounter<Values extends readonly string[]>(
  names: { readonly [At in keyof Values]: string },
): Counter<Values> {
  const root = level();
  return {
    add(values, value = 1) {
      let at = root;
      for (const one of values) {
        let next = at.below.get(one);
        if (next === undefined) {
          next = level();
          at.below.set(one, next);
        }
        at = next;
      }
      at.count += value;
    },
    samples: () => samplesBelow(root, names, {}),
  };
}

function samplesBelow(at: Level, [name, ...names]: readonly string[], labels: Sample[1]): Sample[] {
  if (name === undefined) return [["", labels, at.count]];
  return [...at.below].flatMap(([value, next]) =>
    samplesBelow(next, names, value === "" ? labels : { ...labels, [name]: value }),
  );
}
