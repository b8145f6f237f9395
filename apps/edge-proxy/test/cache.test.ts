import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ProxyOptions } from "../src/lib/index.ts";
import { type Ask, ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { runtimes } from "./support/programs.ts";
import { contactPath, goodAnswer, goodRequest, sampleOf } from "./support/sample-requests.ts";
import { type SmallProxy, smallContract, smallProxy } from "./support/small-proxy.ts";

const json = { "content-type": "application/json" };
const read = { path: "/api/v1/Thing/5", headers: { authorization: "Basic one" } };
let upstream: HttpUpstream;
let proxy: SmallProxy | undefined;
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

const start = async (cache: ProxyOptions["cache"], more: Partial<ProxyOptions> = {}) => {
  proxy = await smallProxy(upstream.url, { cache: cache ?? {}, clock: () => Date.now() + ahead, ...more });
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
      expect({ text: hit.text, age: hit.headers["age"] }).toEqual({ text: goodAnswer, age: "0" });
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
    expect((await having({ "if-modified-since": "x" })).cache).toBe("so-proxy; fwd=bypass");
    expect(await send(read)).toMatchObject({ text: '{"n":1}' });
    expect(await having({ "cache-control": "no-cache" })).toMatchObject({
      text: '{"n":5}',
      cache: "so-proxy; fwd=request; stored",
    });
    expect(await send(read)).toMatchObject({ text: '{"n":5}' });
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
    expect((await slow).cache).toBe("so-proxy; fwd=miss");
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
