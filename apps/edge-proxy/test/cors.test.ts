import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../src/config/config.ts";
import { createProxy, hashApiKey } from "../src/lib/index.ts";
import { type Answer, ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { startWorker } from "./support/programs.ts";
import { type SmallProxy, smallProxy } from "./support/small-proxy.ts";

const path = "/api/v1/Thing/5";
const APP = "https://app.example";
let upstream: HttpUpstream;

beforeAll(async () => {
  upstream = await httpUpstream();
  upstream.answer((response) =>
    response
      .writeHead(200, {
        "content-type": "application/json",
        vary: "Accept-Language",
        "access-control-allow-origin": "*",
        "access-control-allow-credentials": "true",
      })
      .end("{}"),
  );
});
afterAll(() => upstream?.close());

const ofOrigins = ({ headers }: Answer) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith("access-control-")));

const preflight = (origin: string) => ({
  method: "OPTIONS",
  path,
  headers: {
    origin,
    "access-control-request-method": "GET",
    "access-control-request-headers": "x-api-key, SO-Language",
  },
});

describe("with origins", () => {
  let proxy: SmallProxy;
  beforeEach(async () => {
    proxy = await smallProxy(upstream.url, {
      cors: { origins: [APP, "http://localhost:3000"], maxAge: 60 },
      callers: [{ name: "app", apiKeys: [await hashApiKey("key", "0123456789abcdef")] }],
    });
  });
  afterEach(() => proxy.close());

  it.each([APP, "http://localhost:3000"])(
    "a preflight of %s is answered here, without a key",
    async (origin) => {
      const before = upstream.seen.length;
      const answer = await ask(proxy.address, preflight(origin));
      expect(answer.status).toBe(204);
      expect(ofOrigins(answer)).toEqual({
        "access-control-allow-origin": origin,
        "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
        "access-control-allow-headers": "x-api-key, SO-Language",
        "access-control-max-age": "60",
      });
      expect(answer.headers["vary"]).toContain("Origin");
      expect(upstream.seen.length).toBe(before);
    },
  );

  it.each([
    "https://evil.example",
    "https://app.example.evil.example",
    "https://app.example:8443",
    "http://app.example",
    "HTTPS://APP.EXAMPLE",
    "null",
    "*",
  ])("a page of %s may read nothing", async (origin) => {
    expect(ofOrigins(await ask(proxy.address, preflight(origin)))).toEqual({});
    const answer = await ask(proxy.address, { path, headers: { origin, "x-api-key": "key" } });
    expect(ofOrigins(answer)).toEqual({});
    expect(answer.headers["vary"]).toBe("Accept-Language, Origin");
  });

  it("a page of a known one may read answers and refusals, by what the proxy says and not the upstream", async () => {
    for (const [key, status] of [
      ["key", 200],
      ["wrong", 401],
    ] as const) {
      const answer = await ask(proxy.address, { path, headers: { origin: APP, "x-api-key": key } });
      expect(answer.status).toBe(status);
      expect(ofOrigins(answer)).toEqual({
        "access-control-allow-origin": APP,
        "access-control-expose-headers": expect.stringContaining("Retry-After"),
      });
    }
  });

  it("a caller without an origin is told that there could be one", async () => {
    const answer = await ask(proxy.address, { path, headers: { "x-api-key": "key" } });
    expect({ origins: ofOrigins(answer), vary: answer.headers["vary"] }).toEqual({
      origins: {},
      vary: "Accept-Language, Origin",
    });
  });
});

it("cookies go along where that is set", async () => {
  const proxy = await smallProxy(upstream.url, { cors: { origins: [APP], credentials: true } });
  try {
    for (const request of [preflight(APP), { path, headers: { origin: APP } }])
      expect((await ask(proxy.address, request)).headers["access-control-allow-credentials"]).toBe("true");
  } finally {
    await proxy.close();
  }
});

it("without origins what the upstream says passes, and OPTIONS is answered as ever", async () => {
  const proxy = await smallProxy(upstream.url);
  try {
    const answer = await ask(proxy.address, { path, headers: { origin: APP } });
    expect(answer.headers["access-control-allow-origin"]).toBe("*");
    expect((await ask(proxy.address, preflight(APP))).headers["allow"]).toContain("GET");
  } finally {
    await proxy.close();
  }
});

it.each(["*", "https://app.example/", "app.example", "https://*.example", "null", ""])(
  "%j is no origin",
  (origin) => {
    const upstream = { kind: "samples", samples: [] } as const;
    expect(() => createProxy({ upstream, cors: { origins: [origin] } })).toThrow(TypeError);
    const read = readConfig({}, { cors: { origins: [origin], wild: true } });
    expect(read.ok ? [] : read.errors.map((error) => error.split(" ")[0])).toEqual([
      "cors.origins[0]",
      "cors.wild",
    ]);
  },
);

it("a Worker reads the same from its configuration", async () => {
  const program = await startWorker({ CONFIG: JSON.stringify({ cors: { origins: [APP] } }) });
  try {
    const headers = { origin: APP };
    const answer = await ask(program.address, { path: "/api/v1/Nothing", headers });
    expect({ status: answer.status, allowed: answer.headers["access-control-allow-origin"] }).toEqual({
      status: 404,
      allowed: APP,
    });
  } finally {
    await program.stop();
  }
});
