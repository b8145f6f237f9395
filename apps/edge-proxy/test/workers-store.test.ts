import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashApiKey } from "../src/lib/index.ts";
import type { EdgeCache } from "../src/worker/cloudflare/bindings.ts";
import { cloudflareStore } from "../src/worker/cloudflare/cloudflare-store.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { contactPath, goodAnswer, sampleOf } from "./support/sample-requests.ts";
import { storeContract } from "./support/store-contract.ts";
import { startTwoWorkers, type TwoWorkers } from "./support/two-workers.ts";

const json = { "content-type": "application/json" };
const keys = { one: "0123456789abcdef-one", limited: "0123456789abcdef-two" };
let upstream: HttpUpstream;
let workers: TwoWorkers;
let store: ReturnType<typeof cloudflareStore>;

beforeAll(async () => {
  upstream = await httpUpstream();
  const hash = (key: string) => hashApiKey(key, "0123456789abcdef");
  workers = await startTwoWorkers({
    CONFIG: {
      upstream: upstream.url,
      validation: "off",
      log: "all",
      cache: { fresh: 60_000 },
      callers: [
        { name: "one", apiKeys: [await hash(keys.one)] },
        { name: "limited", apiKeys: [await hash(keys.limited)], rate: { requests: 10, seconds: 3_600 } },
      ],
    },
  });
  const { miniflare } = workers;
  const caches = (await miniflare.getCaches()) as unknown as { open(name: string): Promise<EdgeCache> };
  store = cloudflareStore({
    objects: (await miniflare.getDurableObjectNamespace("STORE", "first")) as never,
    openCache: () => caches.open("contract"),
    texts: (await miniflare.getKVNamespace("TENANTS", "first")) as never,
  });
});
afterAll(async () => {
  await workers?.stop();
  await upstream?.close();
});

storeContract("Durable Objects, the cache and KV of the real Worker", () => store);

describe("two isolates with the bindings of wrangler.jsonc", () => {
  let n = 0;
  const another = () => `${contactPath}/${++n}`;
  const send = async (at: 0 | 1, path: string, init: RequestInit = {}, key = keys.one) => {
    const answer = await workers.send(at, path, { ...init, headers: { ...json, "x-api-key": key } });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };

  it("let through together what the rate of a caller allows", async () => {
    upstream.answer((response) => response.writeHead(200, json).end(goodAnswer));
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, at) => send(at % 2 === 0 ? 0 : 1, another(), {}, keys.limited)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(14);
    for (const { headers } of refused) {
      expect(headers.get("ratelimit-policy")).toBe('"caller";q=10;w=3600');
      expect(headers.get("ratelimit")).toMatch(/^"caller";r=0;t=3\d{3}$/);
    }
  });

  it("use each other's answers, join identical reads, and drop what the other one changes", async () => {
    upstream.seen.length = 0;
    upstream.answer((response) => setTimeout(() => response.writeHead(200, json).end(goodAnswer), 300));
    const path = another();
    const first = await Promise.all([0, 1, 0, 1, 0, 1].map((at) => send(at === 0 ? 0 : 1, path)));
    expect(upstream.seen).toHaveLength(1);
    expect(first.map(({ text }) => text)).toEqual(Array(6).fill(goodAnswer));
    expect((await send(1, path)).headers.get("cache-status")).toMatch(/^so-proxy; hit/);
    const { body } = sampleOf("v1ContactEntity_PostContactEntity").request;
    await send(0, contactPath, { method: "POST", body });
    expect((await send(1, path)).headers.get("cache-status")).toBe("so-proxy; fwd=miss; stored");
    expect((await send(0, path)).headers.get("cache-status")).toMatch(/^so-proxy; hit/);
  });

  it("tell which store it is", async () => {
    expect(JSON.parse((await send(0, "/-/ready")).text)).toEqual({
      status: "ready",
      store: { kind: "cloudflare", reachable: true },
    });
    expect(workers.output()).not.toContain("store-lost");
  });
});

it("a Worker that is told of a Redis says what it takes instead", async () => {
  const { send, output, stop } = await startTwoWorkers({
    CONFIG: { store: { redis: { env: "REDIS_URL" } } },
    REDIS_URL: "redis://:canary@host",
  });
  try {
    expect((await send(0, "/-/ready")).status).toBe(500);
    await expect.poll(output).toContain("bindings STORE and TENANTS");
    expect(output()).not.toContain("canary");
  } finally {
    await stop();
  }
});
