import { createClient, RESP_TYPES } from "@redis/client";
import { fromBytes, toBytes } from "../../lib/cache/answer-bytes.ts";
import type { CacheStore } from "../../lib/cache/cache-store.ts";
import type { Lock } from "../../lib/single-flight/locked-flight.ts";
import { type RateStore, takeFrom } from "../../lib/stores/rate-store.ts";
import type { SharedStore } from "../../lib/stores/shared-store.ts";
import type { TextStore } from "../../lib/stores/text-store.ts";
import { freeScript, marksScript, takeScript } from "./scripts.ts";

/** A store in a Redis or a Valkey. */
export interface RedisStore extends SharedStore {
  /** Settles when the first connection is there; until then calls fail. It never rejects. */
  readonly connected: Promise<void>;
  close(): void;
}

/** All keys begin with it, in braces, so that a cluster keeps them together. */
const PREFIX = "{so-proxy}:";
const MARKS = `${PREFIX}marks`;

/**
 * Keeps everything in the database that `url` names. It connects by itself, again and again; calls that come while there is
 * no connection fail at once.
 *
 * @param url - `redis://user:password@host:6379/0`, or `rediss://` for TLS.
 * @throws {TypeError} for a URL that is none of both.
 */
export function redisStore(url: string): RedisStore {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    // What hangs is noticed after a while even where the network says nothing.
    pingInterval: 30_000,
    socket: { connectTimeout: 2_000, reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 2_000) },
  });
  // Whoever asks sees the failure; without a listener it would end the process.
  client.on("error", () => {});
  const connected = client.connect().then(
    () => {},
    () => {},
  );
  const bytes = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  const text = (value: unknown): string => String(value);

  const rates: RateStore = {
    async take(key, rate, now) {
      const window = rate.seconds * 1000;
      const before = await client.eval(takeScript, {
        keys: [`${PREFIX}rate:${key}`],
        arguments: [now, window, window / rate.requests].map(String),
      });
      return takeFrom(Number(text(before)), rate, now).taken;
    },
  };
  const answers: CacheStore = {
    async read(key, tags) {
      // Both go out at once and are answered in their order. A touch between them is seen in the marks.
      const [kept, marks] = await Promise.all([
        bytes.get(`${PREFIX}answer:${key}`),
        client.eval(marksScript, { keys: [MARKS], arguments: [crypto.randomUUID(), ...tags] }),
      ]);
      const stored = kept === null ? undefined : fromBytes(new Uint8Array(kept));
      return { answer: stored?.marks === text(marks) ? stored.answer : undefined, marks: text(marks) };
    },
    async keep(key, answer, marks, keepMs) {
      const whole = Buffer.from(toBytes({ answer, marks }).buffer);
      await client.set(`${PREFIX}answer:${key}`, whole, {
        expiration: { type: "PX", value: atLeast1(keepMs) },
      });
    },
    async remove(key) {
      await client.del(`${PREFIX}answer:${key}`);
    },
    async touch(tags) {
      const mark = crypto.randomUUID();
      await client.hSet(MARKS, Object.fromEntries(tags.map((tag) => [tag, mark])));
    },
  };
  const texts: TextStore = {
    get: async (key) => (await client.get(`${PREFIX}text:${key}`)) ?? undefined,
    async set(key, value, until) {
      await client.set(`${PREFIX}text:${key}`, value, {
        expiration: { type: "PXAT", value: Math.ceil(until) },
      });
    },
    async delete(key) {
      await client.del(`${PREFIX}text:${key}`);
    },
  };
  const lock: Lock = {
    async take(key, token, ms) {
      const options = { condition: "NX", expiration: { type: "PX", value: ms } } as const;
      return (await client.set(`${PREFIX}lock:${key}`, token, options)) !== null;
    },
    async free(key, token) {
      await client.eval(freeScript, { keys: [`${PREFIX}lock:${key}`], arguments: [token] });
    },
  };
  return { kind: "redis", connected, rates, answers, texts, lock, close: () => client.destroy() };
}

/** Redis takes whole milliseconds from 1. */
function atLeast1(ms: number): number {
  return Math.max(1, Math.ceil(ms));
}
