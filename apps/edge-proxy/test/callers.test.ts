import { createHmac } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../src/config/config.ts";
import { type CallerOptions, hashApiKey, makeApiKey } from "../src/lib/index.ts";
import { ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { type Issuer, type IssuerKey, issuer, issuerKey, token } from "./support/issuer.ts";
import { type Program, startNode, startWorker } from "./support/programs.ts";
import { type SmallProxy, smallProxy } from "./support/small-proxy.ts";

const json = { "content-type": "application/json" };
const path = "/api/v1/Thing/5";
const KEY = "sopk_canary-key-of-the-erp";
const SALT = "0123456789abcdef";

let upstream: HttpUpstream;
let tokens: Issuer;
let first: IssuerKey;
let now = Date.UTC(2026, 10, 22);

beforeAll(async () => {
  upstream = await httpUpstream();
  upstream.answer((response) => response.writeHead(200, json).end("{}"));
  first = issuerKey("first");
  tokens = await issuer([first]);
});
afterAll(async () => {
  await upstream?.close();
  await tokens?.close();
});

const claims = (over: object = {}) => ({
  iss: tokens.url,
  aud: ["so-proxy", "other"],
  sub: "ada",
  scope: "read crm",
  exp: now / 1000 + 300,
  ...over,
});

async function callers(): Promise<readonly CallerOptions[]> {
  return [
    { name: "erp", apiKeys: [await hashApiKey("retired", SALT), await hashApiKey(KEY, SALT)] },
    { name: "shop", apiKeys: [await hashApiKey("sopk_shop", "fedcba9876543210")] },
    {
      name: "intranet",
      jwt: { issuer: tokens.url, audience: "so-proxy", jwks: tokens.jwks, claims: { scope: "crm" } },
    },
  ];
}

describe("callers", () => {
  let proxy: SmallProxy;
  let before: number;
  beforeEach(async () => {
    tokens.keys = [first];
    proxy = await smallProxy(upstream.url, { callers: await callers(), clock: () => now });
    before = upstream.seen.length;
  });
  afterEach(() => proxy.close());
  const reached = () => upstream.seen.length - before;
  const send = (headers: Readonly<Record<string, string>>, method = "GET", body?: string) =>
    ask(proxy.address, { method, path, headers, ...(body !== undefined && { body }) });

  it.each<{ what: string; headers: Record<string, string> }>([
    { what: "nothing", headers: {} },
    { what: "a wrong API key", headers: { "x-api-key": `${KEY}x` } },
    { what: "an empty API key", headers: { "x-api-key": "" } },
    { what: "the hash of an API key", headers: { "x-api-key": `sha256:${SALT}:${"0".repeat(64)}` } },
    { what: "credentials of SuperOffice", headers: { authorization: "Basic dGplMDpUamUw" } },
    {
      what: "a wrong API key beside credentials",
      headers: { "x-api-key": "x", authorization: "Basic dDp0" },
    },
    { what: "a ticket as Bearer", headers: { authorization: "Bearer 8A:Cust1.abc" } },
  ])("that prove themselves by $what get 401 and nothing reaches the upstream", async ({ headers }) => {
    for (const method of ["GET", "HEAD", "PUT"]) {
      const answer = await send({ ...headers, ...json }, method, method === "PUT" ? "{}" : undefined);
      expect(answer.status).toBe(401);
      expect(answer.headers["www-authenticate"]).toMatch(
        /^Bearer realm="so-proxy".*, ApiKey realm="so-proxy"$/,
      );
      if (method !== "HEAD") expect(answer.json.code).toBe("caller-unknown");
    }
    expect(reached()).toBe(0);
  });

  it("are asked before anybody learns which paths there are", async () => {
    for (const unknown of ["/api/v1/Nothing", "/api/v1/Thing"]) {
      expect((await ask(proxy.address, { path: unknown })).status).toBe(401);
    }
  });

  it.each<{ what: string; headers: Record<string, string>; name: string }>([
    { what: "a key", headers: { "x-api-key": KEY }, name: "erp" },
    { what: "a key that is retired soon", headers: { "X-API-KEY": "retired" }, name: "erp" },
    { what: "a key with another salt", headers: { "x-api-key": "sopk_shop" }, name: "shop" },
  ])("are known by $what, which stays here while their own credentials go on", async ({ headers, name }) => {
    const answer = await send({ ...headers, authorization: "SoTicket 7T:own" });
    expect(answer.status).toBe(200);
    expect(upstream.seen.at(-1)?.headers).toMatchObject({ authorization: "SoTicket 7T:own" });
    expect(upstream.seen.at(-1)?.headers).not.toHaveProperty("x-api-key");
    await expect.poll(() => proxy.log.length).toBe(1);
    expect(proxy.log[0]).toMatchObject({ caller: name, status: 200 });
  });

  it("are known by a token, which stays here too", async () => {
    const answer = await send({ authorization: `bearer ${token(first, claims())}` });
    expect(answer.status).toBe(200);
    expect(upstream.seen.at(-1)?.headers).not.toHaveProperty("authorization");
    await expect.poll(() => proxy.log[0]?.caller).toBe("intranet");
  });

  it("have the issuer's keys fetched once for many tokens", async () => {
    const asked = tokens.asked();
    for (let each = 0; each < 5; each++) await send({ authorization: `Bearer ${token(first, claims())}` });
    expect(tokens.asked() - asked).toBe(1);
  });

  it("sign with a key that is new, and the one that is gone is known no more", async () => {
    const second = issuerKey("second");
    const bearer = (key: IssuerKey) => ({ authorization: `Bearer ${token(key, claims())}` });
    expect((await send(bearer(first))).status).toBe(200);
    tokens.keys = [second];
    // Not at once: an id that nobody knows must not make requests to the issuer.
    expect((await send(bearer(second))).status).toBe(401);
    now += 31_000;
    expect((await send(bearer(second))).status).toBe(200);
    expect((await send(bearer(first))).status).toBe(401);
  });

  it("get 503 while the keys cannot be had, and go on with the old ones for a day", async () => {
    const bearer = () => ({ authorization: `Bearer ${token(first, claims())}` });
    tokens.keys = undefined;
    const answer = await send(bearer());
    expect({ status: answer.status, code: answer.json.code, after: answer.headers["retry-after"] }).toEqual({
      status: 503,
      code: "caller-unverifiable",
      after: "30",
    });
    expect(reached()).toBe(0);
    tokens.keys = [first];
    now += 31_000;
    expect((await send(bearer())).status).toBe(200);
    tokens.keys = undefined;
    now += 3_600_000;
    expect((await send(bearer())).status).toBe(200);
    now += 90_000_000;
    expect((await send(bearer())).status).toBe(503);
  });
});

describe("a token", () => {
  let proxy: SmallProxy;
  const other = issuerKey("first");
  const elliptic = issuerKey("elliptic", "ES256");
  const edwards = issuerKey("edwards", "EdDSA");
  beforeAll(async () => {
    tokens.keys = [first, elliptic, edwards];
    const [, , caller] = await callers();
    if (caller === undefined || !("jwt" in caller)) throw new Error("no caller");
    const jwt = { ...caller.jwt, algorithms: ["RS256", "ES256", "EdDSA"] as const };
    proxy = await smallProxy(upstream.url, { callers: [{ name: "intranet", jwt }], clock: () => now });
  });
  afterAll(() => proxy.close());

  const confused = (): string => {
    // RFC 8725, 2.1: the public key, which everybody has, as the secret of an HMAC.
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const text = `${part({ alg: "HS256", kid: "first" })}.${part(claims())}`;
    return `${text}.${createHmac("sha256", JSON.stringify(first.jwk)).update(text).digest("base64url")}`;
  };
  const tampered = (): string => {
    const [header, , signature] = token(first, claims()).split(".");
    return `${header}.${Buffer.from(JSON.stringify(claims({ sub: "eve" }))).toString("base64url")}.${signature}`;
  };

  it.each<[what: string, make: () => string]>([
    ["RS256", () => token(first, claims())],
    ["ES256", () => token(elliptic, claims())],
    ["EdDSA", () => token(edwards, claims())],
    [
      "a clock that is a little behind",
      () => token(first, claims({ exp: now / 1000 - 30, nbf: now / 1000 + 30 })),
    ],
    ["one audience", () => token(first, claims({ aud: "so-proxy" }))],
  ])("with %s is taken", async (_, make) => {
    const answer = await ask(proxy.address, { path, headers: { authorization: `Bearer ${make()}` } });
    expect(answer.status).toBe(200);
  });

  it.each<[what: string, make: () => string]>([
    ["alg none", () => token(first, claims(), { alg: "none" })],
    ["a key confused with a secret", confused],
    ["an algorithm beside the list", () => token(first, claims(), { alg: "PS256" })],
    ["an algorithm that is not its key's", () => token(first, claims(), { alg: "ES256" })],
    ["claims changed after it was signed", tampered],
    ["a signature by another key of the same id", () => token(other, claims())],
    ["an id that is not published", () => token(first, claims(), { kid: "third" })],
    ["no id, by another key", () => token(other, claims(), { kid: undefined })],
    ["another issuer", () => token(first, claims({ iss: "https://evil.example" }))],
    ["another audience", () => token(first, claims({ aud: "other" }))],
    ["an audience among words", () => token(first, claims({ aud: "x so-proxy" }))],
    ["no audience", () => token(first, claims({ aud: undefined }))],
    ["its end behind it", () => token(first, claims({ exp: now / 1000 - 61 }))],
    ["no end", () => token(first, claims({ exp: undefined }))],
    ["an end that is text", () => token(first, claims({ exp: "9999999999" }))],
    ["its begin before it", () => token(first, claims({ nbf: now / 1000 + 61 }))],
    ["a scope that lacks", () => token(first, claims({ scope: "read" }))],
    ["a scope that only begins right", () => token(first, claims({ scope: "crmx" }))],
    ["what must be understood", () => token(first, claims(), { crit: ["x"], x: 1 })],
    ["nine kilobytes", () => token(first, claims({ pad: "a".repeat(9000) }))],
  ])("with %s is refused, and tells only that", async (_, make) => {
    const before = upstream.seen.length;
    const answer = await ask(proxy.address, { path, headers: { authorization: `Bearer ${make()}` } });
    expect({ status: answer.status, code: answer.json.code }).toEqual({
      status: 401,
      code: "caller-unknown",
    });
    expect(upstream.seen.length).toBe(before);
  });
});

describe("the log says why a caller is not known, which the answer does not,", () => {
  let proxy: SmallProxy;
  beforeAll(async () => {
    tokens.keys = [first];
    const [erp, , intranet] = await callers();
    const jwt = { issuer: "https://other.example", audience: "other", jwks: tokens.jwks };
    const all = [erp, intranet, { name: "other", jwt }].filter((one) => one !== undefined);
    proxy = await smallProxy(upstream.url, { callers: all, clock: () => now });
  });
  afterAll(() => proxy?.close());

  it.each<[cause: string, headers: () => Record<string, string>]>([
    ["proof-missing", () => ({})],
    ["api-key-unknown", () => ({ "x-api-key": `${KEY}x` })],
    ["token-time", () => ({ authorization: `Bearer ${token(first, claims({ exp: now / 1000 - 61 }))}` })],
    ["token-audience", () => ({ authorization: `Bearer ${token(first, claims({ aud: "x" }))}` })],
    ["token-claim", () => ({ authorization: `Bearer ${token(first, claims({ scope: "x" }))}` })],
    ["token-issuer", () => ({ authorization: `Bearer ${token(first, claims({ iss: "x" }))}` })],
    ["token-key", () => ({ authorization: `Bearer ${token(first, claims(), { kid: "x" })}` })],
    ["token-algorithm", () => ({ authorization: `Bearer ${token(first, claims(), { alg: "none" })}` })],
  ])("%s", async (cause, headers) => {
    const seen = proxy.log.length;
    const answer = await ask(proxy.address, { path, headers: headers() });
    expect(answer.text).not.toContain(cause);
    await expect.poll(() => proxy.log.length).toBe(seen + 1);
    // Strangers do not fill a log of what deserves a look.
    expect(proxy.log.at(-1)).toMatchObject({ status: 401, level: "info", code: "caller-unknown", cause });
  });
});

describe("callers with credentials of their own", () => {
  it("come in beside the others, but not with a key that is wrong", async () => {
    const proxy = await smallProxy(upstream.url, {
      callers: [...(await callers()), { name: "people", ownCredentials: true }],
    });
    try {
      const headers = { authorization: "Bearer 8A:Cust1.own" };
      expect((await ask(proxy.address, { path, headers })).status).toBe(200);
      expect(upstream.seen.at(-1)?.headers).toMatchObject(headers);
      const wrong = await ask(proxy.address, { path, headers: { ...headers, "x-api-key": "x" } });
      expect(wrong.status).toBe(401);
    } finally {
      await proxy.close();
    }
  });

  it("are everybody where no callers are set, and then an API key is a field like any other", async () => {
    const proxy = await smallProxy(upstream.url);
    try {
      expect((await ask(proxy.address, { path, headers: { "x-api-key": "passes" } })).status).toBe(200);
      expect(upstream.seen.at(-1)?.headers).toMatchObject({ "x-api-key": "passes" });
    } finally {
      await proxy.close();
    }
  });
});

describe.each([
  { runtime: "node", start: startNode },
  { runtime: "workerd", start: startWorker },
])("on $runtime", ({ runtime, start }) => {
  let program: Program;
  let real: Issuer;
  const key = issuerKey("real", "ES256");
  const operation = {
    method: "POST",
    path: "/api/v1/Agents/Contact/GetMyActiveContacts",
    body: "{}",
  };
  beforeAll(async () => {
    real = await issuer([key]);
    const jwt = { issuer: real.url, audience: "so-proxy", jwks: real.jwks, algorithms: ["ES256"] };
    const config = {
      callers: [
        { name: "erp", apiKeys: [{ env: "ERP_KEY" }] },
        { name: "intranet", jwt },
      ],
      apiKeyHeader: "X-Company-Key",
    };
    const settings = { UPSTREAM: upstream.url, ERP_KEY: await hashApiKey(KEY, SALT), LOG: "all" };
    if (runtime === "workerd") program = await start({ ...settings, CONFIG: JSON.stringify(config) });
    else {
      const folder = await mkdtemp(join(tmpdir(), "so-proxy-callers-"));
      await writeFile(join(folder, "so-proxy.config.json"), JSON.stringify(config));
      program = await startNode(settings, [], folder);
      await rm(folder, { recursive: true });
    }
  });
  afterAll(async () => {
    await program?.stop();
    await real?.close();
  });

  it("the configuration's callers are known by key and by token, and nobody else is", async () => {
    const soon = Math.floor(Date.now() / 1000) + 300;
    const jwt = token(key, { iss: real.url, aud: "so-proxy", exp: soon });
    const statuses: number[] = [];
    const before = upstream.seen.length;
    const proofs: readonly Readonly<Record<string, string>>[] = [
      { "x-company-key": KEY },
      { authorization: `Bearer ${jwt}` },
      {},
      { "x-api-key": KEY },
      { "x-company-key": "canary-wrong" },
    ];
    for (const proof of proofs) {
      statuses.push((await ask(program.address, { ...operation, headers: { ...json, ...proof } })).status);
    }
    expect(statuses).toEqual([200, 200, 401, 401, 401]);
    expect(upstream.seen.length - before).toBe(2);
    await expect.poll(() => program.output()).toContain('"caller":"intranet"');
    expect(program.output()).not.toContain("canary");
    expect(program.output()).not.toContain(jwt);
  });
});

describe("the configuration of callers", () => {
  const errorsOf = (value: unknown) => {
    const read = readConfig({ EMPTY: "" }, { callers: value });
    return read.ok ? [] : read.errors;
  };
  const jwt = { issuer: "https://id.example", audience: "a", jwks: "https://id.example/jwks" };

  it("has every mistake told with its place", async () => {
    const { hash } = await makeApiKey();
    const errors = errorsOf([
      { name: "a", apiKeys: ["canary"] },
      { name: "a", apiKeys: [hash], jwt },
      { apiKeys: [] },
      { name: "b c", ownCredentials: false },
      { name: "c", jwt: { ...jwt, jwks: "http://id.example/jwks", algorithms: ["none"], claim: {} } },
      { name: "d", apiKeys: [{ env: "EMPTY" }, { file: "/nowhere" }, { env: "A", file: "b" }] },
      { name: "e", apiKey: hash },
    ]);
    expect(errors.join("\n")).not.toContain("canary");
    expect(errors.map((error) => error.split(" ")[0])).toEqual([
      "callers[0].apiKeys[0]",
      "callers[1]",
      "callers[2].name",
      "callers[2].apiKeys",
      "callers[3].name",
      "callers[3].ownCredentials",
      "callers[4].jwt.algorithms[0]",
      "callers[4].jwt.jwks",
      "callers[4].jwt.claim",
      "callers[5].apiKeys[0]",
      "callers[5].apiKeys[1]",
      "callers[5].apiKeys[2]",
      "callers[6]",
      "callers[6].apiKey",
      "callers[1].name",
    ]);
  });

  it("is shown without digests", async () => {
    const { hash } = await makeApiKey();
    const read = readConfig({}, { callers: [{ name: "a", apiKeys: [hash] }] });
    if (!read.ok) throw new Error(read.errors.join());
    expect(JSON.stringify(read.document)).toContain("[redacted]");
    expect(JSON.stringify(read.document)).not.toContain(hash.split(":")[2]);
  });
});
