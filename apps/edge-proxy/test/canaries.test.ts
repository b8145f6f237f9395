import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashApiKey } from "../src/lib/index.ts";
import { type Ask, ask, speak } from "./support/client.ts";
import { startConfigured } from "./support/configured.ts";
import { type HttpUpstream, httpUpstream, type Seen } from "./support/http-upstream.ts";
import { type Program, runtimes, spawnNode } from "./support/programs.ts";
import { contactPath, goodRequest } from "./support/sample-requests.ts";

const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

/** What the proxy is trusted with: none of it may come out anywhere but upstream. */
const ours = {
  CANARY_USER: "canary-user",
  CANARY_PASSWORD: "canary-pass/w+rd",
  CANARY_TICKET: "7T:canary-ticket+/==",
  CANARY_APP: "canary-app-token",
  CANARY_BEARER: "8A:Cust1.canary-bearer",
  CANARY_REFRESH: "canary-refresh-token",
  CANARY_CLIENT: "canary-client-secret",
  CANARY_SYSTEM: "canary-system-token-x",
  CANARY_KEY: pem,
};
const OPERATOR = "canary-operator-token";

/** What callers send: the caller may get it back, logs and pages for others may not have it. */
const theirs = {
  key: "sopk_canary-api-key",
  authorization: "Basic Y2FuYXJ5LW93bjpjYW5hcnktb3du",
  cookie: "session=canary-cookie",
  appToken: "canary-their-app-token",
  xsrf: "canary-xsrf",
  query: "canary-query",
  body: "canary-body-value",
};

/** A secret in the forms in which it could slip out. */
function formsOf(secret: string): readonly string[] {
  const bare = secret.includes("PRIVATE KEY") ? (secret.split("\n")[3] ?? secret) : secret;
  return [bare, encodeURIComponent(bare), Buffer.from(bare).toString("base64").replace(/=+$/, "")];
}
function leaks(text: string, secrets: readonly string[]): readonly string[] {
  return secrets.filter((secret) => formsOf(secret).some((form) => text.includes(form)));
}

const basicHeader = `Basic ${Buffer.from(`${ours.CANARY_USER}:${ours.CANARY_PASSWORD}`).toString("base64")}`;
const json = { "content-type": "application/json" };
/** Everything of a request that an upstream could repeat. */
const echo = ({ headers, url, body }: Seen): string =>
  JSON.stringify({
    headers,
    url,
    body: body.toString(),
    decoded: Buffer.from(String(headers.authorization).split(" ")[1] ?? "", "base64").toString(),
  });
const behaviours: Readonly<Record<string, (response: ServerResponse, seen: Seen) => void>> = {
  "a success that repeats the request": (response, seen) =>
    response.writeHead(200, { ...json, "x-echo": String(seen.headers.authorization) }).end(echo(seen)),
  "an error that repeats the request": (response, seen) => response.writeHead(500, json).end(echo(seen)),
  "an error page, packed": (response, seen) =>
    response
      .writeHead(403, { "content-type": "text/html", "content-encoding": "gzip" })
      .end(gzipSync(`<pre>${echo(seen)}</pre>`)),
  "an error page, packed in another way": (response, seen) =>
    response
      .writeHead(500, { "content-type": "text/html", "content-encoding": "br" })
      .end(brotliCompressSync(echo(seen))),
  "401 with a realm": (response, seen) =>
    response
      .writeHead(401, { ...json, "www-authenticate": `Basic realm="${seen.headers.authorization}"` })
      .end(echo(seen)),
  "421": (response, seen) => response.writeHead(421, json).end(echo(seen)),
  "a redirect": (response, seen) =>
    response
      .writeHead(302, { location: `/login?token=${encodeURIComponent(String(seen.headers.authorization))}` })
      .end(),
  "a cookie": (response) =>
    response.writeHead(200, { ...json, "set-cookie": `session=${ours.CANARY_TICKET}` }).end("{}"),
  "no JSON": (response, seen) => response.writeHead(200, json).end(`<${echo(seen)}`),
  "a broken connection": (response) => response.socket?.destroy(),
  "half an answer": (response, seen) => {
    response.writeHead(200, { ...json, "content-length": "100000" });
    response.write(echo(seen));
    setTimeout(() => response.socket?.destroy(), 50);
  },
  "no answer in time": () => {},
  "no HTTP": (response, seen) => response.socket?.end(`${echo(seen)}\r\n\r\n`),
};

let upstream: HttpUpstream;
/** Stands in for a collector of traces and metrics. */
let collector: HttpUpstream;
let hash: string;
beforeAll(async () => {
  upstream = await httpUpstream();
  collector = await httpUpstream();
  hash = await hashApiKey(theirs.key, "0123456789abcdef");
});
afterAll(async () => {
  await upstream?.close();
  await collector?.close();
});

const secret = (env: keyof typeof ours) => ({ env });
const tenantsOf = () => ({
  Basic: {
    address: upstream.url,
    credentials: { basic: { user: secret("CANARY_USER"), password: secret("CANARY_PASSWORD") } },
  },
  Ticket: {
    address: upstream.url,
    credentials: { ticket: { ticket: secret("CANARY_TICKET"), applicationToken: secret("CANARY_APP") } },
  },
  Bearer: { address: upstream.url, credentials: { bearer: secret("CANARY_BEARER") } },
  OAuth: {
    environment: upstream.url,
    credentials: {
      oauth: {
        clientId: "app",
        clientSecret: secret("CANARY_CLIENT"),
        refreshToken: secret("CANARY_REFRESH"),
      },
    },
  },
  System: {
    environment: upstream.url,
    credentials: {
      systemUser: {
        systemToken: secret("CANARY_SYSTEM"),
        applicationToken: secret("CANARY_APP"),
        privateKey: secret("CANARY_KEY"),
      },
    },
  },
  Own: { address: upstream.url },
});
const documentOf = () => ({
  callers: [
    { name: "erp", apiKeys: [hash] },
    { name: "people", ownCredentials: true },
  ],
  tenants: tenantsOf(),
});

describe.each(runtimes)("secrets on $runtime", (on) => {
  let program: Program;
  const answers: string[] = [];
  beforeAll(async () => {
    const settings = {
      ...ours,
      OPERATOR_TOKEN: OPERATOR,
      LOG: "all",
      TIMEOUT_MS: "300",
      VALIDATION: "report",
      SERVER_TIMING: "on",
      CACHE_MS: "1000",
      BODY_LIMIT: "2KB",
      ...(on.runtime === "node" && {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_BSP_SCHEDULE_DELAY: "50",
        OTEL_METRIC_EXPORT_INTERVAL: "100",
      }),
    };
    program = await startConfigured(on, settings, documentOf());
  });
  afterAll(() => program?.stop());

  const send = async (asked: Ask): Promise<string> => {
    const { status, headers, setCookie, text } = await ask(program.address, asked).catch((error: Error) => ({
      status: 0,
      headers: {},
      setCookie: [],
      text: error.message,
    }));
    const whole = JSON.stringify([status, headers, setCookie]) + text;
    answers.push(whole);
    return whole;
  };
  const carried = {
    ...json,
    "x-api-key": theirs.key,
    authorization: theirs.authorization,
    cookie: theirs.cookie,
    "so-apptoken": theirs.appToken,
    "x-xsrf-token": theirs.xsrf,
  };

  it.each(Object.keys(behaviours))("of the proxy stay in where the upstream gives %s", async (name) => {
    const before = upstream.seen.length;
    upstream.answer(behaviours[name] ?? (() => {}));
    for (const tenant of Object.keys(tenantsOf())) {
      if (tenant === "Own") continue;
      // Each behaviour has its own answer in the cache, which the second one may come from.
      const path = `/${tenant}${goodRequest.path}?${theirs.query}=${encodeURIComponent(name)}`;
      for (let time = 0; time < 2; time++) {
        const whole = await send({ ...goodRequest, path, headers: carried });
        expect(leaks(whole, Object.values(ours)), tenant).toEqual([]);
        expect(whole).not.toContain(basicHeader);
      }
    }
    // They did go upstream, or this would show nothing; and the caller's key never does.
    const sent = upstream.seen.slice(before);
    expect(sent.some(({ headers }) => headers.authorization === basicHeader)).toBe(true);
    expect(JSON.stringify(sent.map(({ rawHeaders }) => rawHeaders))).not.toContain(theirs.key);
    for (const { headers } of sent) expect(headers.cookie).toBeUndefined();
  });

  it("of callers stay in where the proxy refuses", async () => {
    const path = `/Own${contactPath}`;
    const wrong: Ask[] = [
      { path: `/Own/api/v1/${theirs.query}` },
      { path: `${path}/../${theirs.query}` },
      { path: `${path}/${theirs.query}%00` },
      { path: `${path}?$top=${theirs.query}` },
      { path: `/${theirs.query}/api/v1/Contact/1` },
      { path: `${path}?${theirs.query}${"x".repeat(9_000)}` },
      { path, method: "PATCH" },
      { path, method: "POST", headers: carried, body: `{"Name":"${theirs.body}"` },
      { path, method: "POST", headers: carried, body: `"${theirs.body}${"x".repeat(3_000)}"` },
      { path, method: "POST", headers: { ...carried, "content-type": `text/${theirs.body}` }, body: "x" },
      { path, headers: { "x-api-key": `${theirs.key}-wrong` } },
      { path, headers: { "x-request-id": `${theirs.query} ${theirs.query}` } },
    ];
    for (const one of wrong) {
      const whole = await send({ headers: carried, ...one });
      expect(leaks(whole, Object.values(theirs)), JSON.stringify(one).slice(0, 100)).toEqual([]);
    }
    const broken = await speak(
      program.address,
      `GET ${path} HTTP/1.1\r\nHost: a\r\nX-Api-Key: ${theirs.key}\r\nContent-Length: ${theirs.query}\r\n\r\n`,
      1_000,
    );
    expect(leaks(broken, Object.values(theirs))).toEqual([]);
  });

  it("are in no page for people or operators, and in no line of the log", async () => {
    const operator = { authorization: `Bearer ${OPERATOR}` };
    const pages: Ask[] = ["/-/drift", "/-/metrics", "/-/health", "/-/ready", "/docs", "/openapi.json"].map(
      (path) => ({ path, headers: operator }),
    );
    pages.push({ path: "/-/drift", headers: { ...operator, accept: "text/html" } });
    pages.push({ path: "/-/metrics", headers: { authorization: `Bearer ${OPERATOR}-wrong` } });
    await expect.poll(() => program.output().split("requestId").length).toBeGreaterThan(20);
    const all = [...Object.values(ours), ...Object.values(theirs), OPERATOR];
    for (const page of pages) expect(leaks(await send(page), all), page.path).toEqual([]);
    expect(leaks(program.output(), all)).toEqual([]);
    expect(program.output()).not.toContain(basicHeader);
    if (on.runtime === "node") {
      const sent = () => collector.seen.map(({ url, body }) => url + body.toString("latin1")).join("\n");
      await expect
        .poll(() => ["/v1/traces", "/v1/metrics"].every((path) => sent().includes(path)))
        .toBe(true);
      expect(sent()).toContain("GetContactSummary");
      expect(leaks(sent(), all)).toEqual([]);
      expect(sent()).not.toContain(basicHeader);
    }
    expect(answers.length).toBeGreaterThan(70);
    expect(leaks(answers.join("\n"), Object.values(ours))).toEqual([]);
  });
});

describe("secrets in settings", () => {
  const run = async (args: readonly string[], settings: object, document?: object | string) => {
    const folder = await mkdtemp(join(tmpdir(), "so-proxy-canaries-"));
    const text = typeof document === "string" ? document : JSON.stringify(document);
    if (document !== undefined) await writeFile(join(folder, "so-proxy.config.json"), text);
    const child = spawnNode({ PORT: "0", ...settings }, args, folder);
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
      });
    const code = await new Promise((resolve) => child.once("close", resolve));
    await rm(folder, { recursive: true });
    return { code, printed };
  };
  const callers = () => [{ name: "erp", apiKeys: [hash] }];
  const all = [...Object.values(ours), OPERATOR, "canary"];

  it("are not in what check prints", async () => {
    const { CANARY_USER, ...rest } = documentOf().tenants as object as Record<string, unknown>;
    expect(CANARY_USER).toBeUndefined();
    const { code, printed } = await run(
      ["check"],
      { ...ours, OPERATOR_TOKEN: OPERATOR },
      { ...documentOf(), tenants: rest },
    );
    expect(code).toBe(0);
    expect(printed).toContain("CANARY_PASSWORD");
    expect(leaks(printed, [...Object.values(ours), OPERATOR, hash.split(":")[2] ?? ""])).toEqual([]);
  });

  it.each<[string, object, (object | string)?]>([
    ["an upstream with user and password", { UPSTREAM: "https://canary:canary@crm.example" }],
    ["an upstream that is none", { UPSTREAM: "canary" }],
    ["a public URL with a password", { PUBLIC_URL: "https://canary:canary@crm.example" }],
    ["a token that is too short", { OPERATOR_TOKEN: "canary" }],
    ["a port", { PORT: "canary" }],
    ["proxies", { TRUSTED_PROXIES: "canary" }],
    ["a document that breaks off", {}, '{ "credentials": { "bearer": "canary'],
    ["a secret in the place of a reference", {}, { credentials: { bearer: "canary" } }],
    [
      "secrets in the place of references",
      {},
      { credentials: { basic: { user: "canary", password: "canary" } } },
    ],
    [
      "a ticket with a line break",
      { T: "canary\r\nx: canary" },
      { credentials: { ticket: { ticket: { env: "T" } } } },
    ],
    [
      "a private key that is none",
      { T: "canary" },
      {
        credentials: {
          systemUser: {
            tenant: "A",
            systemToken: { env: "T" },
            applicationToken: { env: "T" },
            privateKey: { env: "T" },
          },
        },
      },
    ],
    ["a key in the place of its hash", {}, { callers: [{ name: "erp", apiKeys: ["canary"] }] }],
    ["a file that is not there", {}, { credentials: { bearer: { file: "/nowhere" } } }],
    ["a store's address", { R: "http://canary:canary@localhost" }, { store: { redis: { env: "R" } } }],
    ["a store's address in clear", {}, { store: { redis: "redis://canary:canary@localhost" } }],
    ["a tenant's address", {}, { tenants: { A: { address: "https://canary:canary@crm.example" } } }],
    [
      "an issuer's keys",
      {},
      { callers: [{ name: "a", jwt: { issuer: "a", audience: "b", jwks: "http://canary:canary@a" } }] },
    ],
  ])("are not in what is said of %s", async (_what, settings, document) => {
    const inner = typeof document === "object" ? { callers: callers(), ...document } : document;
    for (const command of ["check", "serve"]) {
      const { code, printed } = await run([command], settings, inner);
      expect(code).toBe(1);
      expect(printed).toMatch(/^so-proxy: /);
      expect(leaks(printed, all), printed).toEqual([]);
    }
  });
});
