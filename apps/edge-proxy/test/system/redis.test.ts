import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { hashApiKey } from "../../src/lib/index.ts";
import { type RedisStore, redisStore } from "../../src/node/redis/redis-store.ts";
import { type Answer, ask } from "../support/client.ts";
import { configFile } from "../support/config-file.ts";
import { type HttpUpstream, httpUpstream } from "../support/http-upstream.ts";
import { type Program, startNode } from "../support/programs.ts";
import { type RedisServer, startRedis } from "../support/redis-server.ts";
import { contactPath, goodAnswer, goodRequest, sampleOf } from "../support/sample-requests.ts";
import { storeContract } from "../support/store-contract.ts";

const json = { "content-type": "application/json" };
const key = "0123456789abcdef-one";
let redis: RedisServer;
let upstream: HttpUpstream;
let store: RedisStore;

beforeAll(async () => {
  [redis, upstream] = await Promise.all([startRedis(), httpUpstream()]);
  store = redisStore(redis.url);
  await store.connected;
});
afterAll(async () => {
  store?.close();
  await upstream?.close();
  await redis?.kill();
});

storeContract("a real Redis", () => store);

it("gives no answer from before its marks were lost", async () => {
  const { answers } = store;
  const answer = {
    bornAt: 0,
    freshUntil: 1,
    staleIfError: 0,
    mayBeStale: true,
    statusText: "",
    headers: [],
    bytes: new Uint8Array([1]),
  };
  const before = await answers.read("k", ["never touched"]);
  await answers.keep("k", answer, before.marks, 60_000);
  expect((await answers.read("k", ["never touched"])).answer).toEqual(answer);
  const { createClient } = await import("@redis/client");
  const client = createClient({ url: redis.url });
  await client.connect();
  // What Redis does for want of memory.
  await client.del("{so-proxy}:marks");
  client.destroy();
  expect((await answers.read("k", ["never touched"])).answer).toBeUndefined();
});

describe("two proxies that share a Redis", () => {
  const programs: Program[] = [];
  afterEach(async () => {
    await Promise.all(programs.splice(0).map((program) => program.stop()));
    upstream.seen.length = 0;
  });

  async function startTwo(rate?: {
    requests: number;
    seconds: number;
  }): Promise<readonly [Program, Program]> {
    const config = configFile({
      upstream: upstream.url,
      validation: "off",
      log: "all",
      store: { redis: { env: "REDIS_URL" } },
      cache: { fresh: 60_000 },
      callers: [{ name: "one", apiKeys: [await hashApiKey(key, "0123456789abcdef")], ...(rate && { rate }) }],
    });
    const start = () => startNode({ CONFIG: config, REDIS_URL: redis.url });
    const two = await Promise.all([start(), start()]);
    programs.push(...two);
    for (const program of two)
      await expect.poll(() => storeOf(program)).toEqual({ kind: "redis", reachable: true });
    return two;
  }
  const storeOf = async ({ address }: Program) => (await ask(address, { path: "/-/ready" })).json.store;
  const send = ({ address }: Program, more: object = {}): Promise<Answer> =>
    ask(address, { ...goodRequest, ...more, headers: { ...json, "x-api-key": key } });
  const get = { method: "GET", path: `${contactPath}/1`, body: undefined };
  /** Another question each time, which no cache knows. */
  const another = () => ({ ...get, path: `${contactPath}/${Math.floor(Math.random() * 1e9)}` });

  it("let through together what the rate of a caller allows", async () => {
    upstream.answer((response) => response.writeHead(200, json).end(goodAnswer));
    const [a, b] = await startTwo({ requests: 10, seconds: 3_600 });
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, at) => send(at % 2 === 0 ? a : b, another())),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(14);
    for (const { headers } of refused) {
      expect(headers["ratelimit-policy"]).toBe('"caller";q=10;w=3600');
      expect(headers["ratelimit"]).toMatch(/^"caller";r=0;t=3\d{3}$/);
    }
    expect(upstream.seen).toHaveLength(10);
  });

  it("use each other's answers, join identical reads, and drop what the other one changes", async () => {
    upstream.answer((response) => setTimeout(() => response.writeHead(200, json).end(goodAnswer), 80));
    const [a, b] = await startTwo();
    const first = await Promise.all([send(a), send(b), send(a), send(b), send(a), send(b)]);
    expect(upstream.seen).toHaveLength(1);
    expect(first.map(({ text }) => text)).toEqual(Array(6).fill(goodAnswer));
    expect((await send(b)).headers["cache-status"]).toMatch(/^so-proxy; hit/);
    await send(a, {
      method: "POST",
      path: contactPath,
      body: sampleOf("v1ContactEntity_PostContactEntity").request.body,
    });
    expect((await send(b)).headers["cache-status"]).toBe("so-proxy; fwd=miss; stored");
    expect((await send(a)).headers["cache-status"]).toMatch(/^so-proxy; hit/);
  });

  it("go on each by itself when it is killed, say so, and come together again when it is back", async () => {
    upstream.answer((response) => response.writeHead(200, json).end(goodAnswer));
    const [a, b] = await startTwo({ requests: 1_000, seconds: 3_600 });
    await send(a);
    await redis.kill();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => send(at % 2 === 0 ? a : b, another())),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    // Cached by each alone.
    await send(a, get);
    expect((await send(a, get)).headers["cache-status"]).toMatch(/^so-proxy; hit/);
    expect((await send(b, get)).headers["cache-status"]).toBe("so-proxy; fwd=miss; stored");
    for (const program of [a, b]) {
      expect((await ask(program.address, { path: "/-/ready" })).status).toBe(200);
      expect(await storeOf(program)).toEqual({ kind: "redis", reachable: false });
      expect((await ask(program.address, { path: "/-/metrics" })).text).toContain(
        'so_proxy_store_up{store="redis"} 0\n',
      );
      const lost = program
        .output()
        .split("\n")
        .filter((line) => line.includes('"store-lost"'));
      expect(lost).toHaveLength(1);
      expect(JSON.parse(lost[0] ?? "")).toEqual({
        time: expect.any(String),
        level: "warn",
        event: "store-lost",
        store: "redis",
        cause: expect.any(String),
      });
      expect(program.output()).not.toContain("redis://");
    }
    await redis.start();
    for (const program of [a, b]) {
      // It is asked again when somebody calls.
      await expect
        .poll(async () => [(await send(program, another())).status, await storeOf(program)])
        .toEqual([200, { kind: "redis", reachable: true }]);
      expect(program.output()).toContain('"store-back"');
    }
    await send(a, get);
    expect((await send(b, get)).headers["cache-status"]).toMatch(/^so-proxy; hit/);
  });

  it("go on when it hangs, and have it back when it answers again", async () => {
    upstream.answer((response) => response.writeHead(200, json).end(goodAnswer));
    const [a, b] = await startTwo({ requests: 1_000, seconds: 3_600 });
    await send(a);
    redis.pause();
    try {
      const answers = await Promise.all([a, b, a, b].map((program) => send(program, another())));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(await storeOf(a)).toEqual({ kind: "redis", reachable: false });
      expect(a.output()).toContain('"cause":"ETIMEDOUT"');
    } finally {
      redis.resume();
    }
    await expect
      .poll(async () => [(await send(a, another())).status, await storeOf(a)])
      .toEqual([200, { kind: "redis", reachable: true }]);
  });

  it("start and work where it is not there at all", async () => {
    await redis.kill();
    upstream.answer((response) => response.writeHead(200, json).end(goodAnswer));
    const config = configFile({
      upstream: upstream.url,
      validation: "off",
      store: { redis: { env: "REDIS_URL" } },
      cache: { fresh: 60_000 },
    });
    const program = await startNode({ CONFIG: config, REDIS_URL: redis.url.replace("//", "//user:canary@") });
    programs.push(program);
    expect((await ask(program.address, goodRequest)).status).toBe(200);
    expect((await ask(program.address, goodRequest)).headers["cache-status"]).toMatch(/^so-proxy; hit/);
    expect(program.output()).toContain('"store-lost"');
    expect(program.output()).not.toContain("canary");
    await redis.start();
  });
});
