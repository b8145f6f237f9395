/** An item of a merged list with the versions in which it stands there. */
export interface MergedItem {
  readonly text: string;
  readonly versions: readonly number[];
}

/** Pairs of places where two lists have a longest common subsequence, of several the one that comes first. */
export const commonPlaces = (a: readonly string[], b: readonly string[]): [number, number][] => {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = lengths[i];
    if (row === undefined) continue;
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const places: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) places.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return places;
};

/**
 * Lays the lists of several versions into one, so that what they share stands once and the items of each version,
 * picked out in order, are exactly its list. Where two versions order the same items differently, some stand twice.
 */
export const mergeSequences = (lists: ReadonlyMap<number, readonly string[]>): MergedItem[] => {
  let merged: MergedItem[] = [];
  for (const [version, list] of [...lists].sort(([a], [b]) => a - b)) {
    const texts = merged.map(({ text }) => text);
    const next: MergedItem[] = [];
    let i = 0;
    let j = 0;
    for (const [place, match] of [...commonPlaces(texts, list), [merged.length, list.length] as const]) {
      next.push(...merged.slice(i, place));
      next.push(...list.slice(j, match).map((text) => ({ text, versions: [version] })));
      const shared = merged[place];
      if (shared !== undefined) next.push({ text: shared.text, versions: [...shared.versions, version] });
      i = place + 1;
      j = match + 1;
    }
    merged = next;
  }
  return merged;
};
