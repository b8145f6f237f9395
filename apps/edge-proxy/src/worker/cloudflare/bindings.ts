/** What is used of Cloudflare's bindings; their own types are larger than this package. */

/** A namespace of Durable Objects: one object for each name, wherever it is asked for. */
export interface ObjectNamespace {
  idFromName(name: string): unknown;
  get(id: never): { fetch(url: string, init: { method: "POST"; body: string }): Promise<ObjectAnswer> };
}

interface ObjectAnswer {
  readonly ok: boolean;
  readonly status: number;
  json(): Promise<unknown>;
}

/** Storage of one Durable Object. */
export interface ObjectStorage {
  get(key: string): Promise<unknown>;
  put(entries: Readonly<Record<string, unknown>>): Promise<void>;
  list(options: { readonly prefix: string }): Promise<ReadonlyMap<string, unknown>>;
  delete(key: string): Promise<unknown>;
  deleteAll(): Promise<void>;
  getAlarm(): Promise<number | null>;
  setAlarm(at: number): Promise<void>;
}

/** A KV namespace. */
export interface KvNamespace {
  get(key: string): Promise<string | null>;
  put(key: string, value: string, options: { readonly expirationTtl: number }): Promise<void>;
  delete(key: string): Promise<void>;
}

/** One of Cloudflare's caches. */
export interface EdgeCache {
  match(url: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | undefined>;
  put(url: string, answer: Response): Promise<void>;
  delete(url: string): Promise<boolean>;
}
