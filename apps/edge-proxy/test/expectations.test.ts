import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashApiKey } from "../src/lib/index.ts";
import { type Ask, ask } from "./support/client.ts";
import { startConfigured } from "./support/configured.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { type Program, runtimes } from "./support/programs.ts";
import { contactPath } from "./support/sample-requests.ts";

// What users expect of a proxy and the tests of its parts show on Node alone, shown on every runtime: one program with all of
// it switched on.
const json = { "content-type": "application/json" };
const origin = "https://app.example";
const RATE = 3;

let upstream: HttpUpstream;
/** Status and fields of the upstream's next answers; their bodies count up. */
let next: { status: number; headers: Readonly<Record<string, string>> };
beforeAll(async () => {
  upstream = await httpUpstream();
  let count = 0;
  upstream.answer((response) =>
    response.writeHead(next.status, { ...json, ...next.headers }).end(`{"n":${++count}}`),
  );
});
beforeEach(() => {
  next = { status: 200, headers: {} };
  upstream.seen.length = 0;
});
afterAll(() => upstream?.close());

describe.each(runtimes)("what users expect, on $runtime:", (on) => {
  let program: Program;
  let id = 0;
  beforeAll(async () => {
    const apiKeys = async (key: string) => [await hashApiKey(key, "0123456789abcdef")];
    const config = {
      callers: [
        { name: "erp", apiKeys: await apiKeys("sopk_erp") },
        { name: "crm", apiKeys: await apiKeys("sopk_crm") },
        { name: "shop", apiKeys: await apiKeys("sopk_shop"), rate: { requests: RATE, seconds: 3600 } },
      ],
      cors: { origins: [origin] },
    };
    const settings = { UPSTREAM: upstream.url, CACHE_MS: "60000", RETRIES: "1", VALIDATION: "off" };
    program = await startConfigured(on, settings, config);
  });
  afterAll(() => program?.stop());

  const read = (headers: Readonly<Record<string, string>>, more: Partial<Ask> = {}) =>
    ask(program.address, { path: `${contactPath}/${++id}`, headers, ...more });
  const erp = { "x-api-key": "sopk_erp" };

  it("who proves to be nobody gets 401, whatever comes along, and nothing goes upstream", async () => {
    const strangers: readonly Readonly<Record<string, string>>[] = [
      {},
      { "x-api-key": "sopk_erpp" },
      { "x-api-key": "sopk_er", authorization: "Basic dGplMDpUamUw" },
      { authorization: "Bearer sopk_erp" },
    ];
    for (const headers of strangers) {
      const { status, json } = await read(headers);
      expect({ status, code: json.code }).toEqual({ status: 401, code: "caller-unknown" });
    }
    expect(upstream.seen).toEqual([]);
  });

  it("a kept answer belongs to a caller and to every header that changes the body", async () => {
    const path = `${contactPath}/${++id}`;
    const variants = [
      erp,
      { "x-api-key": "sopk_crm" },
      ...["accept-language", "so-language", "so-culture", "so-timezone", "so-apptoken", "accept"].map(
        (name) => ({
          ...erp,
          [name]: "x",
        }),
      ),
      { ...erp, cookie: "session=1", "x-xsrf-token": "1" },
      { ...erp, authorization: "Basic b25l" },
      { ...erp, authorization: "Basic dHdv" },
    ];
    const first: string[] = [];
    for (const headers of variants) first.push((await read(headers, { path })).text);
    expect(new Set(first).size).toBe(variants.length);
    for (const [at, headers] of variants.entries())
      expect((await read(headers, { path })).text).toBe(first[at]);
    expect(upstream.seen).toHaveLength(variants.length);
  });

  it("as many of a caller's requests at once pass as its rate has left, and no more", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => read({ "x-api-key": "sopk_shop" })));
    const passed = answers.filter(({ status }) => status === 200);
    expect(passed).toHaveLength(RATE);
    expect(upstream.seen).toHaveLength(RATE);
    const refused = answers.find(({ status }) => status !== 200);
    expect(refused?.json).toMatchObject({ status: 429, code: "rate-exceeded" });
    expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
  });

  it("a page of an origin that is named may ask and read, a page of another one may not", async () => {
    const preflight = async (from: string) =>
      (
        await read(
          {
            origin: from,
            "access-control-request-method": "GET",
            "access-control-request-headers": "x-api-key",
          },
          { method: "OPTIONS" },
        )
      ).headers["access-control-allow-origin"];
    expect(await preflight(origin)).toBe(origin);
    expect(await preflight("https://app.example.net")).toBeUndefined();
    expect((await read({ ...erp, origin })).headers["access-control-allow-origin"]).toBe(origin);
    expect((await read({ ...erp, origin: "null" })).headers["access-control-allow-origin"]).toBeUndefined();
    expect((await read({ origin })).headers["access-control-allow-origin"]).toBe(origin);
  });

  it("a Retry-After that asks for too much is not waited for: the answer goes on", async () => {
    next = { status: 503, headers: { "retry-after": "3600" } };
    const { status, headers } = await read(erp);
    expect({ status, wait: headers["retry-after"], sent: upstream.seen.length }).toEqual({
      status: 503,
      wait: "3600",
      sent: 1,
    });
  });

  it("retries stop where most of them fail: they have a budget", async () => {
    next = { status: 503, headers: {} };
    const calls = 40;
    const answers = await Promise.all(Array.from({ length: calls }, () => read(erp)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    const retries = upstream.seen.length - calls;
    expect(retries).toBeGreaterThan(0);
    // Ten to begin with, and one for ten calls that went well.
    expect(retries).toBeLessThanOrEqual(15);
  });
});
