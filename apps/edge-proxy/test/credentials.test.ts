import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../src/config/config.ts";
import { basicCredentials, createProxy, hashApiKey, isolateFlight } from "../src/lib/index.ts";
import { ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { startNode, startWorker } from "./support/programs.ts";
import { smallProxy } from "./support/small-proxy.ts";

const json = { "content-type": "application/json" };
const SALT = "0123456789abcdef";
const KEY = "sopk_canary-key";
const secrets = {
  CANARY_USER: "canary-user",
  CANARY_PASSWORD: "canary-password",
  CANARY_TICKET: "7T:canary-ticket==",
  CANARY_APP: "canary-app-token",
  CANARY_BEARER: "8A:Cust1.canary-bearer",
};
const kinds = [
  {
    kind: "basic",
    credentials: { basic: { user: { env: "CANARY_USER" }, password: { env: "CANARY_PASSWORD" } } },
    sent: { authorization: `Basic ${btoa("canary-user:canary-password")}` },
  },
  {
    kind: "basic with a user in clear, as a name is no secret",
    credentials: { basic: { user: "crm-reader", password: { env: "CANARY_PASSWORD" } } },
    sent: { authorization: `Basic ${btoa("crm-reader:canary-password")}` },
  },
  {
    kind: "ticket",
    credentials: { ticket: { ticket: { env: "CANARY_TICKET" }, applicationToken: { env: "CANARY_APP" } } },
    sent: { authorization: "SOTICKET 7T:canary-ticket==", "so-apptoken": "canary-app-token" },
  },
  {
    kind: "bearer",
    credentials: { bearer: { env: "CANARY_BEARER" } },
    sent: { authorization: "Bearer 8A:Cust1.canary-bearer" },
  },
];
const own = {
  authorization: "Basic b3duOm93bg==",
  cookie: "s=own",
  "so-apptoken": "own",
  "x-xsrf-token": "own",
};

let upstream: HttpUpstream;
let hash: string;
beforeAll(async () => {
  upstream = await httpUpstream();
  hash = await hashApiKey(KEY, SALT);
});
afterAll(() => upstream?.close());

describe.each([
  { runtime: "node", start: startInFolder },
  {
    runtime: "workerd",
    start: (settings: Readonly<Record<string, string>>, config: object) =>
      startWorker({ ...settings, CONFIG: JSON.stringify(config) }),
  },
])("on $runtime", ({ start }) => {
  it.each(kinds)("$kind credentials replace the caller's and show nowhere", async ({ credentials, sent }) => {
    const config = { callers: [{ name: "erp", apiKeys: [hash] }], credentials };
    const program = await start({ ...secrets, UPSTREAM: upstream.url, LOG: "all" }, config);
    const seen: string[] = [];
    const send = async (over: object = {}) => {
      const answer = await ask(program.address, {
        method: "POST",
        path: "/api/v1/Agents/Contact/GetMyActiveContacts",
        headers: { ...json, ...own, "x-api-key": KEY },
        body: "{}",
        ...over,
      });
      seen.push(JSON.stringify([answer.status, answer.headers, answer.setCookie, answer.text]));
      return answer;
    };
    try {
      upstream.answer((response) =>
        response.writeHead(200, { ...json, "set-cookie": "session=canary-session" }).end("[]"),
      );
      expect((await send()).status).toBe(200);
      const reached = upstream.seen.at(-1)?.headers ?? {};
      for (const [name, value] of Object.entries(sent))
        expect(String(reached[name]).toLowerCase()).toBe(value.toLowerCase());
      for (const name of Object.keys(own)) if (!(name in sent)) expect(reached).not.toHaveProperty(name);

      upstream.answer((response) =>
        response
          .writeHead(401, { ...json, "www-authenticate": "Basic realm=canary" })
          .end('{"Message":"canary-text"}'),
      );
      const refused = await send();
      expect({ status: refused.status, code: refused.json.code }).toEqual({
        status: 502,
        code: "credentials-refused",
      });
      upstream.answer((response) => response.socket?.destroy());
      expect((await send()).status).toBe(502);
      expect((await send({ headers: { ...json, "x-api-key": "wrong" } })).status).toBe(401);
      expect((await send({ path: "/api/v1/Nothing" })).status).toBe(404);
      expect((await send({ method: "GET", path: "/-/health" })).status).toBe(200);
      await expect.poll(() => program.output().split("requestId").length).toBeGreaterThan(6);
      const all = seen.join("\n") + program.output();
      expect(all).not.toContain("canary");
      for (const secret of Object.values(secrets)) expect(all).not.toContain(btoa(secret).replace(/=+$/, ""));
    } finally {
      await program.stop();
    }
  });
});

async function startInFolder(settings: Readonly<Record<string, string>>, config: object) {
  const folder = await mkdtemp(join(tmpdir(), "so-proxy-credentials-"));
  await writeFile(join(folder, "so-proxy.config.json"), JSON.stringify(config));
  try {
    return await startNode(settings, [], folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("credentials", () => {
  const callers = async () => [
    { name: "erp", apiKeys: [await hashApiKey(KEY, SALT)] },
    { name: "people", ownCredentials: true as const },
  ];

  it("are not for those who bring their own, who keep their cookies", async () => {
    upstream.answer((response) => response.writeHead(200, { ...json, "set-cookie": "a=1" }).end("{}"));
    const proxy = await smallProxy(upstream.url, {
      callers: await callers(),
      credentials: basicCredentials("canary", "canary"),
    });
    try {
      const answer = await ask(proxy.address, { path: "/api/v1/Thing/5", headers: own });
      expect(answer.setCookie).toEqual(["a=1"]);
      expect(upstream.seen.at(-1)?.headers).toMatchObject(own);
    } finally {
      await proxy.close();
    }
  });

  it("that cannot be had are 503, and nothing goes upstream", async () => {
    const before = upstream.seen.length;
    const proxy = await smallProxy(upstream.url, {
      callers: await callers(),
      credentials: () => Promise.reject(new Error("canary")),
    });
    try {
      const headers = { "x-api-key": KEY };
      const answer = await ask(proxy.address, { path: "/api/v1/Thing/5", headers });
      expect({ status: answer.status, code: answer.json.code, after: answer.headers["retry-after"] }).toEqual(
        {
          status: 503,
          code: "credentials-unavailable",
          after: "5",
        },
      );
      await expect.poll(() => proxy.log.length).toBe(1);
      expect(answer.text + JSON.stringify(proxy.log)).not.toContain("canary");
      expect(upstream.seen.length).toBe(before);
    } finally {
      await proxy.close();
    }
  });

  it("need callers", () => {
    const credentials = basicCredentials("a", "b");
    expect(() => createProxy({ upstream: { kind: "samples", samples: [] }, credentials })).toThrow(TypeError);
    const read = readConfig(secrets, { credentials: { bearer: { env: "CANARY_BEARER" } } });
    expect(read).toMatchObject({ ok: false, errors: [expect.stringMatching(/^credentials need callers/)] });
  });

  it.each([
    { credentials: { bearer: "canary" }, place: "credentials.bearer" },
    { credentials: { bearer: { env: "NOWHERE" } }, place: "credentials.bearer" },
    { credentials: { bearer: { file: "/nowhere/canary" } }, place: "credentials.bearer" },
    { credentials: { basic: { user: { env: "CANARY_USER" } } }, place: "credentials.basic.password" },
    { credentials: { bearer: { env: "BROKEN" } }, place: "credentials.bearer" },
    { credentials: {}, place: "credentials" },
    { credentials: { ...kinds[1]?.credentials, ...kinds[2]?.credentials }, place: "credentials" },
  ])("$credentials are told of at $place", ({ credentials, place }) => {
    const callers = [{ name: "erp", apiKeys: [hash] }];
    const source = { ...secrets, BROKEN: "canary\r\nx-evil: 1" };
    const read = readConfig(source, { callers, credentials }, () => "");
    expect(read.ok ? [] : read.errors.map((error) => error.split(" ")[0])).toEqual([place]);
    if (!read.ok) expect(read.errors.join().replace("/nowhere/canary", "")).not.toContain("canary");
  });

  it("are shown by reference, and read from files", () => {
    const callers = [{ name: "erp", apiKeys: [hash] }];
    const credentials = { bearer: { file: "/run/secrets/so" } };
    const read = readConfig({}, { callers, credentials }, () => "8A:canary\n");
    if (!read.ok) throw new Error(read.errors.join());
    expect(read.document).toMatchObject({ credentials });
    expect(JSON.stringify(read)).not.toContain("canary");
    const ports = { singleFlight: isolateFlight(), clock: Date.now, timeoutMs: 1_000 };
    const asked = { signal: new AbortController().signal, tenant: undefined, ports };
    expect(read.config.access.credentials?.(asked)).toEqual([["authorization", "Bearer 8A:canary"]]);
  });
});
