import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./support/client.ts";
import { type Program, startNode, startSandboxWorker } from "./support/programs.ts";

const CALLBACK = "http://localhost:3000/callback";
const form = (
  fields: Readonly<Record<string, string>>,
): { headers: Record<string, string>; body: string } => ({
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams(fields).toString(),
});

interface SignedIn {
  readonly code: string;
  readonly tokens: {
    readonly access_token: string;
    readonly refresh_token: string;
    readonly id_token: string;
  };
}

/** The authorization code flow with PKCE, as a client does it. */
async function signIn(address: string): Promise<SignedIn> {
  const verifier = randomBytes(32).toString("base64url");
  const query = new URLSearchParams({
    client_id: "sandbox",
    redirect_uri: CALLBACK,
    response_type: "code",
    scope: "openid",
    login_hint: "tje0",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const authorized = await ask(address, { path: `/login/common/oauth/authorize?${query}` });
  expect(authorized.status).toBe(302);
  const code = new URL(String(authorized.headers["location"])).searchParams.get("code") ?? "";
  const answer = await ask(address, {
    method: "POST",
    path: "/login/common/oauth/tokens",
    ...form({
      grant_type: "authorization_code",
      client_id: "sandbox",
      client_secret: "sandbox-secret",
      redirect_uri: CALLBACK,
      code_verifier: verifier,
      code,
    }),
  });
  expect(answer.status).toBe(200);
  return { code, tokens: answer.json };
}

describe.each([
  { runtime: "node", start: () => startNode({ VALIDATION: "enforce", LOG: "all", BODY_LIMIT: "2KB" }) },
  {
    runtime: "workerd with D1",
    start: () => startSandboxWorker({ VALIDATION: "enforce", LOG: "all", BODY_LIMIT: "2KB" }),
  },
])("signing in through the proxy on $runtime", ({ start }) => {
  let program: Program;
  beforeAll(async () => {
    program = await start();
  });
  afterAll(() => program?.stop());

  it("goes from the state service by OAuth to a call at the tenant's address, and no secret is logged", async () => {
    const { address } = program;
    const state = await ask(address, { path: "/api/state/Cust12345" });
    expect(state.json).toMatchObject({ Endpoint: `${address}/Cust12345`, State: "Running", IsRunning: true });
    const metadata = await ask(address, { path: "/login/.well-known/openid-configuration" });
    expect(metadata.json.token_endpoint).toBe(`${address}/login/common/oauth/tokens`);
    expect(metadata.json.jwks_uri.startsWith(address)).toBe(true);

    const { code, tokens } = await signIn(address);
    const claims = JSON.parse(Buffer.from(tokens.id_token.split(".")[1] ?? "", "base64url").toString());
    expect(claims.iss).toBe(metadata.json.issuer);
    expect(claims["http://schemes.superoffice.net/identity/webapi_url"]).toContain(address);

    const endpoint = new URL(state.json.Endpoint).pathname;
    const answer = await ask(address, {
      path: `${endpoint}/api/v1/Contact/716`,
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect({ status: answer.status, id: answer.json.ContactId }).toEqual({ status: 200, id: 716 });
    expect(answer.headers["so-proxy-validation"]).toBe("request=ok, answer=ok");
    expect(answer.json._Links.Self).toBe(`${address}${endpoint}/api/v1/Contact/716`);

    await expect.poll(() => program.output().match(/"status":200/g)?.length ?? 0).toBeGreaterThanOrEqual(4);
    for (const secret of [code, tokens.access_token, tokens.refresh_token, tokens.id_token, "sandbox-secret"])
      expect(program.output()).not.toContain(secret);
  });

  it("tells versions and operations with addresses that lead through the proxy", async () => {
    const { address } = program;
    const versions = await ask(address, { path: "/api", headers: { accept: "application/json" } });
    expect(versions.json.v1).toBe(`${address}/api/v1`);
    const operations = await ask(address, { path: "/api/v1/" });
    const paths = Object.keys(operations.json);
    expect(paths.length).toBeGreaterThan(1000);
    expect(paths.every((path) => path.startsWith(`${address}/api/v1/`))).toBe(true);
    const head = await ask(address, { method: "HEAD", path: "/api/v1" });
    expect({ status: head.status, body: head.body.length }).toEqual({ status: 200, body: 0 });
  });

  it("begins and ends a session by its cookies", async () => {
    const { address } = program;
    const begun = await ask(address, {
      method: "POST",
      path: "/login/session",
      body: JSON.stringify({ user: "tje0", password: "Tje0" }),
    });
    const cookies = [begun.headers["set-cookie"] ?? []].flat().map((line) => line.split(";")[0]);
    expect(cookies).toHaveLength(2);
    const headers = { cookie: cookies.join("; "), "x-xsrf-token": begun.json.xsrfToken };
    const me = { path: "/api/v1/User/currentPrincipal", headers };
    expect((await ask(address, me)).json.UserName).toMatch(/^tje0$/i);
    expect((await ask(address, { method: "DELETE", path: "/login/session", headers })).status).toBe(204);
    expect((await ask(address, me)).status).toBe(401);
  });

  it("refuses a tenant that lives elsewhere, and what is no part of the platform", async () => {
    const headers = { authorization: `Basic ${btoa("tje0:Tje0")}` };
    const elsewhere = await ask(program.address, { path: "/Other/api/v1/Contact/716", headers });
    expect({ status: elsewhere.status, code: elsewhere.json.code }).toEqual({
      status: 421,
      code: "tenant-elsewhere",
    });
    const missing = await ask(program.address, { path: "/login/elsewhere" });
    expect({ status: missing.status, code: missing.json.code }).toEqual({
      status: 404,
      code: "path-unknown",
    });
    const other = await ask(program.address, { path: "/Cust12345/docs" });
    expect(other.status).toBe(404);
    const large = await ask(program.address, {
      method: "POST",
      path: "/login/session",
      body: "x".repeat(3000),
    });
    expect(large.status).toBe(413);
  });
});

describe("signing in", () => {
  it("is not there with another upstream", async () => {
    const program = await startNode({ UPSTREAM: "samples" });
    for (const path of [
      "/api",
      "/api/v1",
      "/api/state/Cust12345",
      "/login/.well-known/jwks",
      "/Cust12345/api/v1/Contact/1",
    ])
      expect((await ask(program.address, { path })).json.code, path).toBe("path-unknown");
    await program.stop();
  });

  it("names PUBLIC_URL as the issuer", async () => {
    const program = await startNode({ PUBLIC_URL: "https://crm.example" });
    const { json } = await ask(program.address, { path: "/login/.well-known/openid-configuration" });
    expect(json.authorization_endpoint).toBe("https://crm.example/login/common/oauth/authorize");
    await program.stop();
  });
});
