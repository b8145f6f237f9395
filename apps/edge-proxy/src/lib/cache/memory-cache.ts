import type { CachedAnswer, CacheStore } from "./cache-store.ts";

/** Bytes that an entry takes beside its body, roughly: it bounds the number of small ones. */
const OVERHEAD = 1_024;

interface Entry {
  readonly answer: CachedAnswer;
  readonly marks: string;
}

/** Keeps as much as fits in `maxBytes` of this process; what was not used for longest goes first. */
export function memoryCache(maxBytes: number): CacheStore {
  const entries = new Map<string, Entry>();
  /** How often each tag was touched. Tags come from the contract and from settings: their number has an end. */
  const touches = new Map<string, number>();
  let size = 0;
  const sizeOf = ({ answer }: Entry): number => answer.bytes.byteLength + OVERHEAD;
  function remove(key: string): Entry | undefined {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    entries.delete(key);
    size -= sizeOf(entry);
    return entry;
  }
  function add(key: string, entry: Entry): void {
    entries.set(key, entry);
    size += sizeOf(entry);
  }
  return {
    read(key, tags) {
      const marks = tags.map((tag) => touches.get(tag) ?? 0).join();
      // To the end of the map, which keeps the order of insertion.
      const entry = remove(key);
      if (entry?.marks !== marks) return { answer: undefined, marks };
      add(key, entry);
      return { answer: entry.answer, marks };
    },
    keep(key, answer, marks) {
      remove(key);
      add(key, { answer, marks });
      for (const oldest of entries.keys()) {
        if (size <= maxBytes) break;
        remove(oldest);
      }
    },
    remove: (key) => void remove(key),
    touch(tags) {
      for (const tag of tags) touches.set(tag, (touches.get(tag) ?? 0) + 1);
    },
  };
}
