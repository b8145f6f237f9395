import { fromBytes, toBytes } from "../../lib/cache/answer-bytes.ts";
import type { CacheStore } from "../../lib/cache/cache-store.ts";
import type { RateTaken } from "../../lib/stores/rate-store.ts";
import type { SharedStore } from "../../lib/stores/shared-store.ts";
import { memoryTextStore, type TextStore } from "../../lib/stores/text-store.ts";
import type { EdgeCache, KvNamespace, ObjectNamespace } from "./bindings.ts";
import type { ObjectAsk } from "./object-ask.ts";

export interface CloudflareStoreOptions {
  /** Durable Objects of the class `ProxyStore`. */
  readonly objects: ObjectNamespace;
  /** Where answers are kept; opened anew for each request, for what one request opened another must not use. */
  readonly openCache: () => Promise<EdgeCache>;
  /** Where addresses of tenants are kept; the isolate keeps them without. */
  readonly texts?: KvNamespace | undefined;
}

/**
 * Keeps rates and locks in Durable Objects, one for each key, so that no key waits for another; answers in the cache of the
 * data centre, and in one object the marks that tell all data centres which of them still count.
 */
export function cloudflareStore({ objects, openCache, texts }: CloudflareStoreOptions): SharedStore {
  /** The answer is what `ProxyStore` gives for the same `do`. */
  async function ask<Answer>(name: string, what: ObjectAsk): Promise<Answer> {
    const object = objects.get(objects.idFromName(name) as never);
    const answer = await object.fetch("https://store.invalid/", {
      method: "POST",
      body: JSON.stringify(what),
    });
    if (!answer.ok) throw Object.assign(new Error("store"), { code: `STATUS_${answer.status}` });
    return (await answer.json()) as Answer;
  }
  const urlOf = (key: string): string => `https://so-proxy.invalid/${encodeURIComponent(key)}`;
  const answers: CacheStore = {
    async read(key, tags) {
      const cache = await openCache();
      const [found, marks] = await Promise.all([
        cache.match(urlOf(key)).then((kept) => kept?.arrayBuffer()),
        ask<string>("marks", { do: "marks", tags }),
      ]);
      const stored = found && fromBytes(new Uint8Array(found));
      return { answer: stored?.marks === marks ? stored.answer : undefined, marks };
    },
    async keep(key, answer, marks, keepMs) {
      const maxAge = Math.max(1, Math.ceil(keepMs / 1000));
      const headers = { "cache-control": `max-age=${maxAge}`, "content-type": "application/octet-stream" };
      await (await openCache()).put(urlOf(key), new Response(toBytes({ answer, marks }), { headers }));
    },
    async remove(key) {
      await (await openCache()).delete(urlOf(key));
    },
    touch: (tags) => ask("marks", { do: "touch", tags }),
  };
  return {
    kind: "cloudflare",
    rates: { take: (key, rate, now) => ask<RateTaken>(`rate ${key}`, { do: "take", rate, now }) },
    answers,
    texts: texts === undefined ? memoryTextStore() : kvTexts(texts),
    lock: {
      take: (key, token, ms) => ask<boolean>(`lock ${key}`, { do: "lock", token, ms }),
      free: (key, token) => ask(`lock ${key}`, { do: "free", token }),
    },
  };
}

/** KV keeps nothing for less than a minute, so each text has its own end with it. */
const SHORTEST_S = 60;

/** Texts in a KV namespace. A change takes up to a minute until it is seen everywhere. */
export function kvTexts(namespace: KvNamespace): TextStore {
  return {
    async get(key) {
      const [, until, text] = /^(\d+) (.*)$/s.exec((await namespace.get(key)) ?? "") ?? [];
      return Number(until) > Date.now() ? text : undefined;
    },
    async set(key, text, until) {
      const end = Math.ceil(until);
      const expirationTtl = Math.max(SHORTEST_S, Math.ceil((end - Date.now()) / 1000));
      await namespace.put(key, `${end} ${text}`, { expirationTtl });
    },
    delete: (key) => namespace.delete(key),
  };
}
