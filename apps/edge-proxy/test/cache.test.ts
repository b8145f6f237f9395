import { connect, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { basicCredentials, hashApiKey, type ProxyOptions } from "../src/lib/index.ts";
import { type Ask, ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { runtimes } from "./support/programs.ts";
import { contactPath, goodAnswer, goodRequest, sampleOf } from "./support/sample-requests.ts";
import { type SmallProxy, smallContract, smallProxy } from "./support/small-proxy.ts";

const json = { "content-type": "application/json" };
const read = { path: "/api/v1/Thing/5", headers: { authorization: "Basic one" } };
let upstream: HttpUpstream;
let proxy: SmallProxy | undefined;
/** The proxy has a clock that stands still, so that a busy machine makes nothing older. */
const began = Date.now();
/** Milliseconds that the proxy's clock is ahead. */
let ahead = 0;

beforeAll(async () => {
  upstream = await httpUpstream();
});
afterEach(async () => {
  upstream.seen.length = 0;
  ahead = 0;
  await proxy?.close();
  proxy = undefined;
});
afterAll(() => upstream?.close());

/** Answers everything with a number that goes up, and fields. */
function counting(headers: Readonly<Record<string, string | string[]>> = {}, status = 200): void {
  let n = 0;
  upstream.answer((response) => response.writeHead(status, { ...json, ...headers }).end(`{"n":${++n}}`));
}

/** What is said of one who did not go upstream: it joined one who did, or came a hair too late for that. */
const joined = /^so-proxy; (?:fwd=miss; collapsed|hit; ttl=\d+)$/;

const operatorToken = "token-of-the-operators";

/** Waits until so many requests are under way. */
async function allUnderWay(address: string, count: number): Promise<void> {
  const underWay = async (): Promise<number> => {
    const headers = { authorization: `Bearer ${operatorToken}` };
    const { text } = await ask(address, { path: "/-/metrics", headers });
    // The one that asks is among them.
    return Number(/^so_proxy_requests_in_flight (\d+)$/m.exec(text)?.[1]) - 1;
  };
  await expect.poll(underWay).toBe(count);
}

/** A request on a socket of its own, that can go away. */
function rawGet(address: string, { path, headers }: Ask): Socket {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  const fields = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n${fields.join("")}\r\n`);
  return socket;
}

const start = async (cache: ProxyOptions["cache"], more: Partial<ProxyOptions> = {}) => {
  proxy = await smallProxy(upstream.url, { cache: cache ?? {}, clock: () => began + ahead, ...more });
  const { address } = proxy;
  return async (request: Ask) => {
    const { status, text, headers } = await ask(address, request);
    return { status, text, age: headers["age"], cache: headers["cache-status"] };
  };
};

describe.each(runtimes)("CACHE_MS on $runtime", ({ start: run }) => {
  it("uses an answer again, GET and agent calls alike, and drops what it kept when a write passes", async () => {
    const program = await run({ UPSTREAM: upstream.url, CACHE_MS: "60000", VALIDATION: "off" });
    try {
      upstream.answer((response) => response.writeHead(200, json).end(goodAnswer));
      const get = { path: `${contactPath}/1`, headers: { authorization: "Basic canary" } };
      const states = async (request: Ask) => (await ask(program.address, request)).headers["cache-status"];
      expect(await states(goodRequest)).toBe("so-proxy; fwd=miss; stored");
      expect(await states(get)).toBe("so-proxy; fwd=miss; stored");
      expect(await states(goodRequest)).toMatch(/^so-proxy; hit; ttl=\d+$/);
      const hit = await ask(program.address, get);
      expect(hit.headers["cache-status"]).toMatch(/^so-proxy; hit; ttl=\d+$/);
      expect({ text: hit.text, age: hit.headers["age"] }).toEqual({
        text: goodAnswer,
        age: expect.stringMatching(/^[0-5]?\d$/),
      });
      expect(await states({ ...goodRequest, body: '{"ContactId":60}' })).toMatch(/fwd=miss/);
      const { body } = sampleOf("v1ContactEntity_PostContactEntity").request;
      const post = { method: "POST", path: contactPath, headers: json, body };
      expect(await states(post)).toBe("so-proxy; fwd=method");
      expect(await states(goodRequest)).toBe("so-proxy; fwd=miss; stored");
      expect(await states(get)).toBe("so-proxy; fwd=miss; stored");
      expect(upstream.seen).toHaveLength(6);
    } finally {
      await program.stop();
    }
  });
});

describe.each(runtimes)(
  "Single flight (edge-proxy.md): reads that come at once, on $runtime,",
  ({ start: run }) => {
    it("go upstream once, and none waits for ever when the one who asked goes away", async () => {
      const program = await run({
        UPSTREAM: upstream.url,
        CACHE_MS: "60000",
        VALIDATION: "off",
        OPERATOR_TOKEN: operatorToken,
        // Where workerd does not tell of a caller who left, the first request ends by it.
        TIMEOUT_MS: "10000",
      });
      try {
        const get = { path: `${contactPath}/7`, headers: { authorization: "Basic x" } };
        let release = (): void => {};
        upstream.answer((response) => {
          release = () => response.writeHead(200, json).end(goodAnswer);
        });
        const under = Array.from({ length: 12 }, () => ask(program.address, get));
        await allUnderWay(program.address, under.length);
        await expect.poll(() => upstream.seen.length).toBe(1);
        release();
        const answers = await Promise.all(under);
        expect(upstream.seen).toHaveLength(1);
        expect(answers.map(({ text }) => text)).toEqual(Array(12).fill(goodAnswer));
        const states = answers.map(({ headers }) => headers["cache-status"] ?? "");
        expect(states.filter((state) => joined.test(state))).toHaveLength(11);
        expect(states).toContain("so-proxy; fwd=miss; collapsed");
        upstream.seen.length = 0;
        let isFirst = true;
        upstream.answer((response) => {
          if (!isFirst) response.writeHead(200, json).end(goodAnswer);
          isFirst = false;
        });
        const other = { ...get, path: `${contactPath}/8` };
        const gone = rawGet(program.address, other);
        await expect.poll(() => upstream.seen.length).toBe(1);
        const waiting = Promise.all([ask(program.address, other), ask(program.address, other)]);
        gone.destroy();
        expect((await waiting).map(({ status }) => status)).toEqual([200, 200]);
      } finally {
        await program.stop();
      }
    });
  },
);

describe("Caching (edge-proxy.md): the cache", () => {
  it("keeps nothing and says nothing unless it is asked to", async () => {
    const send = await start(undefined);
    counting();
    for (const _ of [1, 2]) expect((await send(read)).cache).toBeUndefined();
    expect(upstream.seen).toHaveLength(2);
  });

  it("belongs to an identity and to every header that changes the body", async () => {
    const send = await start({ fresh: 60_000 });
    counting();
    const requests: Ask[] = [
      read,
      { ...read, headers: { authorization: "Basic two" } },
      { ...read, headers: { cookie: "session=1", "x-xsrf-token": "1" } },
      { ...read, path: "/api/v1/Thing/5?a=1" },
      { ...read, path: "/api/v1/Thing/6" },
      ...[
        "accept",
        "accept-language",
        "so-language",
        "so-culture",
        "so-timezone",
        "so-apptoken",
        "x-new",
      ].map((name) => ({ ...read, headers: { ...read.headers, [name]: "x" } })),
    ];
    const first: string[] = [];
    for (const request of requests) first.push((await send(request)).text);
    expect(new Set(first).size).toBe(requests.length);
    for (const [at, request] of requests.entries()) expect((await send(request)).text).toBe(first[at]);
    const other = { ...read, headers: { ...read.headers, "user-agent": "x", "x-request-id": "y" } };
    expect((await send(other)).text).toBe(first[0]);
    expect(upstream.seen).toHaveLength(requests.length);
  });

  it.each<Readonly<Record<string, string>>>([
    { "cache-control": "no-store" },
    { "cache-control": 'private="x", max-age=60' },
    { "cache-control": "no-cache" },
    { "cache-control": "max-age=0" },
    { "cache-control": "max-age=60, s-maxage=0" },
    { "cache-control": "max-age=60", age: "60" },
    { "cache-control": "max-age=soon" },
    { expires: "0" },
    { "set-cookie": "a=1" },
    { vary: "*" },
    { vary: "Accept, User-Agent" },
  ])("honours what the upstream says of keeping: %j", async (headers) => {
    const send = await start({ fresh: 60_000 });
    counting(headers);
    expect((await send(read)).cache).toBe("so-proxy; fwd=miss");
    expect((await send(read)).text).toBe('{"n":2}');
  });

  it("keeps for as long as the upstream says, and tells the age", async () => {
    const send = await start({ fresh: 60_000 });
    counting({ "cache-control": "max-age=100", age: "10", vary: "Accept-Language" });
    await send(read);
    ahead = 70_000;
    expect(await send(read)).toMatchObject({ text: '{"n":1}', age: "80" });
    ahead = 91_000;
    expect(await send(read)).toMatchObject({ text: '{"n":2}', cache: "so-proxy; fwd=stale; stored" });
  });

  it.each([404, 500, 203])("keeps no %i", async (status) => {
    const send = await start({ fresh: 60_000 });
    counting({}, status);
    for (const n of [1, 2]) expect((await send(read)).text).toBe(`{"n":${n}}`);
  });

  it("asks anew or passes by where the caller says so", async () => {
    const send = await start({ fresh: 60_000 });
    counting();
    await send(read);
    const having = (fields: Record<string, string>) =>
      send({ ...read, headers: { ...read.headers, ...fields } });
    expect((await having({ "cache-control": "no-store" })).cache).toBe("so-proxy; fwd=bypass");
    expect((await having({ range: "bytes=0-1" })).cache).toBe("so-proxy; fwd=bypass");
    expect((await having({ "if-unmodified-since": "x" })).cache).toBe("so-proxy; fwd=bypass");
    expect(await send(read)).toMatchObject({ text: '{"n":1}' });
    expect(await having({ "cache-control": "no-cache" })).toMatchObject({
      text: '{"n":5}',
      cache: "so-proxy; fwd=request; stored",
    });
    expect(await send(read)).toMatchObject({ text: '{"n":5}' });
    ahead = 30_000;
    expect((await having({ "cache-control": "max-age=40, min-fresh=10" })).cache).toMatch(
      /^so-proxy; hit; ttl=(?:29|30)$/,
    );
    expect((await having({ "cache-control": "max-age=29" })).cache).toBe("so-proxy; fwd=request; stored");
    ahead = 120_000;
    expect((await having({ "cache-control": "max-stale=60" })).cache).toMatch(/^so-proxy; hit; ttl=-3[01]$/);
    expect((await having({ "cache-control": "only-if-cached" })).status).toBe(504);
    expect((await having({ "cache-control": "only-if-cached, max-stale" })).status).toBe(200);
    expect(upstream.seen).toHaveLength(6);
  });

  it("answers a caller's condition by what it keeps, and lets the upstream decide what it does not", async () => {
    const send = await start({ fresh: 60_000 });
    const modified = "Sun, 01 Nov 2026 10:00:00 GMT";
    const having = (fields: Record<string, string>, more: Partial<Ask> = {}) =>
      send({ ...read, ...more, headers: { ...read.headers, ...fields } });
    upstream.answer((response, { headers }) => {
      const isKnown = headers["if-modified-since"] === modified;
      response.writeHead(isKnown ? 304 : 200, { ...json, "last-modified": modified });
      response.end(isKnown ? undefined : "{}");
    });
    expect(await having({ "if-modified-since": modified })).toMatchObject({
      status: 304,
      cache: "so-proxy; fwd=bypass",
    });
    await send(read);
    const known = await having({ "if-modified-since": modified });
    expect(known).toMatchObject({
      status: 304,
      text: "",
      age: "0",
      cache: expect.stringMatching(/^so-proxy; hit/),
    });
    const older = await having({ "if-modified-since": "Sat, 31 Oct 2026 10:00:00 GMT" });
    expect(older).toMatchObject({ status: 200, text: "{}", cache: expect.stringMatching(/^so-proxy; hit/) });
    expect(await having({}, { method: "HEAD" })).toMatchObject({ status: 200, text: "", age: "0" });
    expect(upstream.seen).toHaveLength(2);
  });

  it("asks once for identical reads that come at once", async () => {
    const send = await start({ fresh: 60_000 });
    const held: (() => void)[] = [];
    upstream.answer((response) => held.push(() => response.writeHead(200, json).end("{}")));
    const other = { ...read, headers: { authorization: "Basic two" } };
    const under = [...Array.from({ length: 20 }, () => send(read)), send(other)];
    await allUnderWay(proxy?.address ?? "", under.length);
    await expect.poll(() => held.length).toBe(2);
    for (const release of held) release();
    const states = (await Promise.all(under)).map(({ cache = "" }) => cache);
    expect(upstream.seen).toHaveLength(2);
    expect(states.filter((state) => state === "so-proxy; fwd=miss; stored")).toHaveLength(2);
    expect(states.filter((state) => joined.test(state))).toHaveLength(19);
    expect(states).toContain("so-proxy; fwd=miss; collapsed");
  });

  it("lets each ask for itself what is not for all, at the same time", async () => {
    const send = await start({ fresh: 60_000 });
    let held: (() => void)[] = [];
    const answer = { ...json, "cache-control": "private" };
    upstream.answer((response) => held.push(() => response.writeHead(200, answer).end("{}")));
    const under = Array.from({ length: 10 }, () => send(read));
    await allUnderWay(proxy?.address ?? "", under.length);
    await expect.poll(() => held.length).toBe(1);
    const [first] = held;
    held = [];
    first?.();
    await expect.poll(() => held.length).toBe(9);
    for (const release of held) release();
    const states = (await Promise.all(under)).map(({ cache }) => cache);
    expect(states.filter((state) => state === "so-proxy; fwd=miss; collapsed=?0").length).toBeGreaterThan(0);
    expect(upstream.seen).toHaveLength(10);
  });

  it("does not fail those who wait when the caller who asked goes away", async () => {
    const send = await start({ fresh: 60_000 });
    let hold = true;
    upstream.answer((response) => {
      if (!hold) response.writeHead(200, json).end("{}");
      hold = false;
    });
    const gone = rawGet(proxy?.address ?? "", read);
    await expect.poll(() => upstream.seen.length).toBe(1);
    const waiting = Promise.all([send(read), send(read)]);
    gone.destroy();
    expect((await waiting).map(({ status }) => status)).toEqual([200, 200]);
  });

  it("does not let one caller see what another one was answered, though both go upstream as one", async () => {
    const callers = await Promise.all(
      ["one", "two"].map(async (name) => ({ name, apiKeys: [await hashApiKey(name, "0123456789abcdef")] })),
    );
    const basic = `Basic ${Buffer.from("user:shared").toString("base64")}`;
    const credentials = basicCredentials("user", "shared");
    const send = await start({ fresh: 60_000 }, { callers, credentials });
    counting();
    const as = (key: string) => send({ path: read.path, headers: { "x-api-key": key } });
    expect((await as("one")).text).toBe('{"n":1}');
    expect((await as("two")).text).toBe('{"n":2}');
    expect(await as("one")).toMatchObject({ text: '{"n":1}', cache: expect.stringMatching(/hit/) });
    expect(upstream.seen.every(({ headers }) => headers["authorization"] === basic)).toBe(true);
  });

  it("counts for operators what became of requests", async () => {
    const send = await start({ fresh: 60_000 });
    counting();
    for (const _ of [1, 2, 3]) await send(read);
    await send({ ...read, method: "PUT" });
    const { text } = await send({ path: "/-/metrics" });
    expect(text).toContain('so_proxy_cache_total{result="miss"} 1\n');
    expect(text).toContain('so_proxy_cache_total{result="hit"} 2\n');
    expect(text).toContain('so_proxy_cache_total{result="write"} 1\n');
    // One answer of the read and one of the write; the hits are the first one again.
    const { operations: _, ...drift } = JSON.parse((await send({ path: "/-/drift" })).text);
    expect(drift.ok + drift.invalid + drift.unchecked).toBe(2);
  });

  it("does not keep what was read while a write passed", async () => {
    const send = await start({ fresh: 60_000 });
    let release = (): void => {};
    upstream.answer((response, { method }) => {
      if (method === "PUT") response.writeHead(204).end();
      else release = () => response.writeHead(200, json).end('{"old":true}');
    });
    const slow = send(read);
    await expect.poll(() => upstream.seen.length).toBe(1);
    await send({ ...read, method: "PUT" });
    release();
    await slow;
    counting();
    expect((await send(read)).text).toBe('{"n":1}');
  });

  it("asks whether something changed where the contract knows 304", async () => {
    const [first, ...others] = smallContract.operations;
    if (first === undefined) throw new Error("no operation");
    const contract = { ...smallContract, operations: [{ ...first, statuses: [200, 304] }, ...others] };
    const send = await start({ fresh: 1_000 }, { contract });
    const modified = "Sun, 01 Nov 2026 10:00:00 GMT";
    upstream.answer((response, { headers }) => {
      if (headers["if-modified-since"] === modified) response.writeHead(304, { "x-new": "1" }).end();
      else response.writeHead(200, { ...json, "last-modified": modified }).end('{"kept":true}');
    });
    await send(read);
    ahead = 1_500;
    expect(await send(read)).toMatchObject({
      status: 200,
      text: '{"kept":true}',
      cache: "so-proxy; fwd=stale; fwd-status=304; stored",
    });
    expect((await send(read)).cache).toMatch(/^so-proxy; hit/);
    expect(upstream.seen).toHaveLength(2);
  });

  it("uses what is stale where the upstream fails, for as long as it may", async () => {
    const send = await start({ fresh: 1_000, staleIfError: 5_000 });
    counting();
    await send(read);
    upstream.answer((response) => response.writeHead(503).end());
    ahead = 2_000;
    expect(await send(read)).toMatchObject({
      status: 200,
      text: '{"n":1}',
      cache: "so-proxy; fwd=stale; fwd-status=503; detail=stale-if-error",
    });
    upstream.answer((response) => response.socket?.destroy());
    expect((await send(read)).cache).toBe("so-proxy; fwd=stale; detail=stale-if-error");
    ahead = 6_500;
    expect((await send(read)).status).toBe(502);
  });

  it("does not use what must be revalidated", async () => {
    const send = await start({ fresh: 1_000, staleIfError: 5_000 });
    counting({ "cache-control": "max-age=1, must-revalidate" });
    await send(read);
    upstream.answer((response) => response.writeHead(503).end());
    ahead = 2_000;
    expect((await send(read)).status).toBe(503);
  });

  it("holds no more bytes than it may, and lets large answers stream by", async () => {
    const send = await start({ fresh: 60_000, bytes: 10_000 }, { limits: { inspectBytes: 5_000 } });
    const body = (size: number) =>
      upstream.answer((response) => response.writeHead(200, json).end("x".repeat(size)));
    body(4_000);
    for (const id of [1, 2, 3]) await send({ ...read, path: `/api/v1/Thing/${id}` });
    expect((await send({ ...read, path: "/api/v1/Thing/3" })).cache).toMatch(/hit/);
    expect((await send({ ...read, path: "/api/v1/Thing/1" })).cache).toMatch(/miss/);
    body(200_000);
    const large = await send({ ...read, path: "/api/v1/Thing/9" });
    expect({ size: large.text.length, cache: large.cache }).toEqual({
      size: 200_000,
      cache: "so-proxy; fwd=miss",
    });
  });
});
