import type { HeaderField } from "../headers/fields.ts";
import type { Freshness } from "./freshness.ts";

/** An answer that is kept whole. */
export interface CachedAnswer extends Freshness {
  readonly statusText: string;
  readonly headers: readonly HeaderField[];
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Address below which the answer's own links begin, where it is not the same for all. */
  readonly baseUrl?: string | undefined;
}

/** Answers by key, in the memory of one instance. */
export interface MemoryCache {
  get(key: string): CachedAnswer | undefined;
  set(key: string, answer: CachedAnswer): void;
  delete(key: string): void;
  clear(): void;
}

/** Bytes that an entry takes beside its body, roughly: it bounds the number of small ones. */
const OVERHEAD = 1_024;

/** Keeps as much as fits in `maxBytes`; what was not used for longest goes first. */
export function memoryCache(maxBytes: number): MemoryCache {
  const entries = new Map<string, CachedAnswer>();
  let size = 0;
  const sizeOf = ({ bytes }: CachedAnswer): number => bytes.byteLength + OVERHEAD;
  function remove(key: string): CachedAnswer | undefined {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    entries.delete(key);
    size -= sizeOf(entry);
    return entry;
  }
  function add(key: string, entry: CachedAnswer): void {
    entries.set(key, entry);
    size += sizeOf(entry);
  }
  return {
    get(key) {
      const entry = remove(key);
      if (entry !== undefined) add(key, entry);
      return entry;
    },
    set(key, entry) {
      remove(key);
      add(key, entry);
      for (const oldest of entries.keys()) {
        if (size <= maxBytes) break;
        remove(oldest);
      }
    },
    delete: (key) => void remove(key),
    clear() {
      entries.clear();
      size = 0;
    },
  };
}
