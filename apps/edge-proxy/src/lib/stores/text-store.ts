/**
 * Port to where instances share small texts, the addresses of tenants for one: this process, a Redis, a KV namespace. Every
 * use of it goes on when the store fails: what it fails to give is found out anew.
 */
export interface TextStore {
  /** Undefined where there is none, or no more. */
  get(key: string): Promise<string | undefined> | string | undefined;
  /**
   * Puts a text in place of the one before.
   *
   * @param key - holds no secret.
   * @param until - milliseconds since 1970 from which on it may be forgotten.
   */
  set(key: string, text: string, until: number): Promise<void> | void;
  delete(key: string): Promise<void> | void;
}

/**
 * Keeps texts in this process, or this isolate.
 *
 * @param maxKeys - how many are kept; beyond it those longest unchanged go. Default 1,000.
 */
export function memoryTextStore(clock: () => number = Date.now, maxKeys = 1_000): TextStore {
  const texts = new Map<string, { readonly text: string; readonly until: number }>();
  return {
    get(key) {
      const found = texts.get(key);
      if (found !== undefined && found.until > clock()) return found.text;
      texts.delete(key);
      return undefined;
    },
    set(key, text, until) {
      texts.delete(key);
      texts.set(key, { text, until });
      for (const oldest of texts.keys()) {
        if (texts.size <= maxKeys) break;
        texts.delete(oldest);
      }
    },
    delete(key) {
      texts.delete(key);
    },
  };
}
