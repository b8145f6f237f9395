import { generateKeyPairSync } from "node:crypto";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { wholeContract } from "../src/lib/contract/contract.ts";
import {
  type Credentials,
  CredentialsFault,
  hashApiKey,
  oauthCredentials,
  systemUserCredentials,
} from "../src/lib/index.ts";
import { ask } from "./support/client.ts";
import { startConfigured } from "./support/configured.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { type Program, runtimes } from "./support/programs.ts";
import { type SandboxServer, sandboxServer } from "./support/sandbox-server.ts";
import { type SmallProxy, smallProxy } from "./support/small-proxy.ts";

const TOKENS = "/login/common/oauth/tokens";
const TICKETS = "/Login/api/PartnerSystemUser/Authenticate";
const KEY = "sopk_key";
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const app = { clientId: "app", clientSecret: "app-secret" };
const applications = [
  {
    ...app,
    name: "App",
    redirectUris: ["http://localhost/callback"],
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    systemToken: "App-1",
  },
];

let server: SandboxServer;
let program: Program | undefined;
let proxy: SmallProxy | undefined;
let callers: { name: string; apiKeys: string[] }[];
beforeAll(async () => {
  server = await sandboxServer({ applications });
  callers = [{ name: "erp", apiKeys: [await hashApiKey(KEY, "0123456789abcdef")] }];
});
afterEach(async () => {
  server.instead = () => undefined;
  server.slowness = () => 0;
  await program?.stop();
  await proxy?.close();
  program = undefined;
  proxy = undefined;
});
afterAll(() => server?.close());

/** A refresh token of tje0, by the code flow. */
async function refreshToken(): Promise<string> {
  const query = new URLSearchParams({
    client_id: app.clientId,
    redirect_uri: "http://localhost/callback",
    response_type: "code",
    scope: "openid",
    login_hint: "tje0",
  });
  const authorized = await ask(server.url, { path: `/login/common/oauth/authorize?${query}` });
  const code = new URL(String(authorized.headers["location"])).searchParams.get("code") ?? "";
  const answer = await ask(server.url, {
    method: "POST",
    path: TOKENS,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: app.clientId,
      client_secret: app.clientSecret,
      redirect_uri: "http://localhost/callback",
      code,
    }).toString(),
  });
  return answer.json.refresh_token;
}

const read = (address: string, path = "/Cust12345/api/v1/Contact/1") =>
  ask(address, { path, headers: { "x-api-key": KEY } });

async function together(address: string, count = 20): Promise<readonly number[]> {
  const answers = await Promise.all(Array.from({ length: count }, () => read(address)));
  return [...new Set(answers.map(({ status }) => status))];
}

const secrets = async () => ({
  SO_SYSTEM_TOKEN: "App-1",
  SO_APP: app.clientSecret,
  SO_KEY: pem,
  SO_REFRESH: await refreshToken(),
});
const systemUser = {
  systemToken: { env: "SO_SYSTEM_TOKEN" },
  applicationToken: { env: "SO_APP" },
  privateKey: { env: "SO_KEY" },
};
const oauth = {
  clientId: app.clientId,
  clientSecret: { env: "SO_APP" },
  refreshToken: { env: "SO_REFRESH" },
};

describe.each(runtimes)("credentials on $runtime", (on) => {
  it.each([
    { kind: "a system user's ticket", credentials: { systemUser }, path: TICKETS },
    { kind: "an OAuth token", credentials: { oauth }, path: TOKENS },
  ])(
    "$kind is taken out once for all who ask at the same time, and again when it is refused",
    async (row) => {
      const config = {
        callers,
        tenants: { Cust12345: { environment: server.url, credentials: row.credentials } },
      };
      const settings = { ...(await secrets()), LOG: "all" };
      const before = server.asked(row.path);
      program = await startConfigured(on, settings, config);
      const { address } = program;
      expect(await together(address)).toEqual([200]);
      expect(await together(address)).toEqual([200]);
      expect(server.asked(row.path) - before).toBe(1);

      // The server ends what it gave: as many requests as find out have it renewed once.
      const refused = new Set<string | undefined>();
      let ended: string | undefined;
      server.instead = (path, { authorization }) => {
        if (!path.startsWith("/cust12345/api/v1/")) return undefined;
        ended ??= authorization;
        refused.add(authorization);
        return authorization === ended ? 401 : undefined;
      };
      expect(await together(address)).toEqual([200]);
      expect(server.asked(row.path) - before).toBe(2);
      expect(refused.size).toBe(2);
    },
  );

  it("are taken out for those who wait where the one who began has gone away", async () => {
    const config = {
      callers,
      tenants: { Cust12345: { environment: server.url, credentials: { systemUser } } },
    };
    program = await startConfigured(on, await secrets(), config);
    const { hostname, port } = new URL(program.address);
    server.slowness = (path) => (path === TICKETS.toLowerCase() ? 500 : 0);
    const before = server.asked(TICKETS);
    const gone = connect(Number(port), hostname);
    gone.write(`GET /Cust12345/api/v1/Contact/1 HTTP/1.1\r\nHost: proxy\r\nX-Api-Key: ${KEY}\r\n\r\n`);
    await expect.poll(() => server.asked(TICKETS) - before).toBe(1);
    const waiting = together(program.address, 5);
    await wait(100);
    gone.destroy();
    expect(await waiting).toEqual([200]);
    expect(server.asked(TICKETS) - before).toBeLessThanOrEqual(2);
  });
});

describe("credentials", () => {
  const small = (credentials: Credentials, clock = server.sandbox.now) =>
    smallProxy("", {
      contract: wholeContract,
      upstream: { kind: "tenants", tenants: [{ name: "Cust12345", environment: server.url, credentials }] },
      callers,
      clock,
    });
  const advance = (hours: number) => server.sandbox.advanceClock({ hours });

  it("are renewed before they end: two days of calls by the server's clock, and none is refused", async () => {
    const before = server.asked(TOKENS);
    proxy = await small(
      oauthCredentials({ environment: server.url, ...app, refreshToken: await refreshToken() }),
    );
    const begun = server.asked(TOKENS);
    const refused: string[] = [];
    for (let hour = 0; hour < 48; hour++) {
      const { status } = await read(proxy.address);
      if (status !== 200) refused.push(`${status} in hour ${hour}`);
      advance(1);
    }
    expect(refused).toEqual([]);
    expect(begun - before).toBe(1);
    expect(server.asked(TOKENS) - begun).toBe(48);
  });

  it("of a system user live as long as they are used, and end six hours after", async () => {
    const options = { tenant: "Cust12345", systemToken: "App-1", applicationToken: app.clientSecret };
    proxy = await small(systemUserCredentials({ environment: server.url, ...options, privateKey: pem }));
    const before = server.asked(TICKETS);
    for (let hour = 0; hour < 24; hour += 3) {
      expect((await read(proxy.address)).status).toBe(200);
      advance(3);
    }
    expect(server.asked(TICKETS) - before).toBe(1);
    advance(7);
    expect((await read(proxy.address)).status).toBe(200);
    expect(server.asked(TICKETS) - before).toBe(2);
  });

  const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  it.each([
    { what: "clock is wrong", off: 3_600_000, text: pem, cause: "system-user-clock" },
    {
      what: "key is another",
      off: 0,
      text: other.export({ type: "pkcs8", format: "pem" }).toString(),
      cause: "system-user-refused",
    },
  ])("of a system user whose $what are 502, and the log says why", async ({ off, text, cause }) => {
    const options = { tenant: "Cust12345", systemToken: "App-1", applicationToken: app.clientSecret };
    proxy = await small(
      systemUserCredentials({ environment: server.url, ...options, privateKey: text }),
      () => server.sandbox.now() + off,
    );
    const before = server.asked(TICKETS);
    for (let time = 0; time < 3; time++) {
      const answer = await read(proxy.address);
      expect([answer.status, answer.json.code]).toEqual([502, "credentials-refused"]);
    }
    // The login server does not get one attempt per request.
    expect(server.asked(TICKETS) - before).toBe(1);
    await expect.poll(() => proxy?.log.length).toBe(3);
    expect(proxy.log[0]).toMatchObject({ code: "credentials-refused", cause });
  });
});

describe("one replay after 401", () => {
  let upstream: HttpUpstream;
  beforeAll(async () => {
    upstream = await httpUpstream();
  });
  afterEach(() => {
    upstream.seen.length = 0;
  });
  afterAll(() => upstream?.close());

  /** Gives `token 1`, `token 2`, … as often as they are rejected. */
  function numbered(): Credentials & { given(): number } {
    let given = 1;
    let fields = [["authorization", `Bearer ${given}`] as const];
    const credentials: Credentials = ({ rejected }) => {
      if (rejected === fields) fields = [["authorization", `Bearer ${++given}`] as const];
      return fields;
    };
    return Object.assign(credentials, { given: () => given });
  }
  const send = (body: string, method = "PUT") =>
    ask(proxy?.address ?? "", {
      method,
      path: "/api/v1/Thing/5",
      headers: { "x-api-key": KEY, "content-type": "application/json" },
      body,
    });
  const takes = (good: (authorization: string) => boolean) =>
    upstream.answer((response, { headers }) =>
      response
        .writeHead(good(String(headers.authorization)) ? 200 : 401, { "content-type": "application/json" })
        .end('{"Message":"canary"}'),
    );

  it("repeats a write byte for byte with the new credentials", async () => {
    const credentials = numbered();
    takes((authorization) => authorization === "Bearer 2");
    proxy = await smallProxy(upstream.url, { callers, credentials });
    expect((await send('{"a":1}')).status).toBe(200);
    expect(upstream.seen.map(({ body, headers }) => [body.toString(), headers.authorization])).toEqual([
      ['{"a":1}', "Bearer 1"],
      ['{"a":1}', "Bearer 2"],
    ]);
    expect((await send('{"a":2}')).status).toBe(200);
    expect(upstream.seen).toHaveLength(3);
  });

  it("does not repeat a body over INSPECT_LIMIT: its caller is told to come again, with 503", async () => {
    const credentials = numbered();
    takes((authorization) => authorization === "Bearer 2");
    proxy = await smallProxy(upstream.url, {
      callers,
      credentials,
      limits: { inspectBytes: 1_000 },
      validation: { requests: "off", answers: "off" },
    });
    const body = JSON.stringify("x".repeat(50_000));
    const told = await send(body);
    expect([told.status, told.json.code, told.headers["retry-after"]]).toEqual([
      503,
      "credentials-renewed",
      "1",
    ]);
    expect(upstream.seen).toHaveLength(1);
    expect((await send(body)).status).toBe(200);
  });

  it("is the only one: a 401 to new credentials is 502, and they are not renewed with every request", async () => {
    const credentials = numbered();
    takes(() => false);
    proxy = await smallProxy(upstream.url, { callers, credentials });
    for (let time = 0; time < 5; time++) {
      const answer = await send("{}");
      expect([answer.status, answer.json.code]).toEqual([502, "credentials-refused"]);
      expect(answer.text).not.toContain("canary");
    }
    expect(credentials.given()).toBe(2);
    expect(upstream.seen).toHaveLength(6);
  });

  it("leaves the 401 of callers with their own credentials to them", async () => {
    takes(() => false);
    proxy = await smallProxy(upstream.url, {
      callers: [...callers, { name: "people", ownCredentials: true }],
      credentials: numbered(),
    });
    const answer = await ask(proxy.address, {
      path: "/api/v1/Thing/5",
      headers: { authorization: "Bearer own" },
    });
    expect(answer.status).toBe(401);
    expect(upstream.seen).toHaveLength(1);
  });

  it("tells failures of signing in apart: 503 for now, 502 until somebody changes something", async () => {
    let failure: Error = new Error("canary");
    let now = 0;
    proxy = await smallProxy(upstream.url, {
      callers,
      credentials: () => Promise.reject(failure),
      clock: () => now,
    });
    expect((await send("{}")).json.code).toBe("credentials-unavailable");
    failure = new CredentialsFault("vault-sealed", true);
    expect((await send("{}")).json.code).toBe("credentials-unavailable");
    now += 5_001;
    expect((await send("{}")).json.code).toBe("credentials-refused");
    await expect.poll(() => proxy?.log.length).toBe(3);
    expect(proxy.log.at(-1)?.cause).toBe("vault-sealed");
    expect(JSON.stringify(proxy.log)).not.toContain("canary");
    expect(upstream.seen).toEqual([]);
  });
});
