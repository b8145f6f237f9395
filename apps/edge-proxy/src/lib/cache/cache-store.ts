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

/** What a store knows under a key. */
export interface CacheReading {
  /** Undefined where nothing is kept, or where a tag was touched since it came. */
  readonly answer: CachedAnswer | undefined;
  /** How the tags stand; it changes with every touch of one of them. */
  readonly marks: string;
}

/**
 * Port to where answers are kept. An answer stands under tags, the names of what it tells of; whoever changes one of those
 * touches its tag, and every answer under it is gone. An answer that was asked for before a touch and is kept after it is
 * gone as well, since it is kept with the marks that were read before.
 */
export interface CacheStore {
  /** @param key - a digest; holds no secret. */
  read(key: string, tags: readonly string[]): CacheReading | Promise<CacheReading>;
  /**
   * @param marks - of a reading from before the upstream was asked.
   * @param keepMs - milliseconds after which it can be of no use.
   */
  keep(key: string, answer: CachedAnswer, marks: string, keepMs: number): void | Promise<void>;
  remove(key: string): void | Promise<void>;
  touch(tags: readonly string[]): void | Promise<void>;
}
