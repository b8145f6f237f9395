import { createLocalJWKSet, decodeJwt, generateKeyPair, jwtVerify, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import type { Sandbox } from "../../src/index.ts";
import { openTestTenant, TEST_NOW } from "../harness/tenant.ts";
import {
  authorize,
  CALLBACK,
  codeFlow,
  jsonOf,
  PKCE,
  redirectOf,
  send,
  statusOf,
  tokens,
} from "./requests.ts";

const MINUTE = 60_000;
const CLAIM = "http://schemes.superoffice.net/identity/";

async function keysOf(sandbox: Sandbox): Promise<ReturnType<typeof createLocalJWKSet>> {
  return createLocalJWKSet(await jsonOf(send(sandbox, "/login/.well-known/jwks")));
}

async function codeOf(sandbox: Sandbox, more: Record<string, string> = {}): Promise<string> {
  const code = redirectOf(await authorize(sandbox, more)).get("code");
  if (code === null) throw new Error("no code");
  return code;
}

describe("discovery", () => {
  test("the metadata names endpoints of the request's own origin", async () => {
    const { sandbox } = await openTestTenant();
    const body = await jsonOf(send(sandbox, "http://localhost:4010/Login/.well-known/openid-configuration"));
    expect(body).toMatchObject({
      issuer: "http://localhost:4010",
      authorization_endpoint: "http://localhost:4010/login/common/oauth/authorize",
      token_endpoint: "http://localhost:4010/login/common/oauth/tokens",
      jwks_uri: "http://localhost:4010/login/.well-known/jwks",
      scopes_supported: ["openid"],
      id_token_signing_alg_values_supported: ["RS256"],
    });
  });

  test("the keys document holds one public RSA key, the same each time", async () => {
    const { sandbox } = await openTestTenant();
    const text = await (await send(sandbox, "/login/.well-known/jwks")).text();
    expect(JSON.parse(text).keys).toEqual([
      { kty: "RSA", n: expect.any(String), e: "AQAB", kid: expect.any(String), use: "sig", alg: "RS256" },
    ]);
    expect(await (await send(sandbox, "/login/.well-known/jwks")).text()).toBe(text);
  });
});

describe("the code flow", () => {
  test("gives an access token, a refresh token and an id_token that the published key proves", async () => {
    const { sandbox, clock } = await openTestTenant();
    const code = await codeOf(sandbox, { nonce: "n-0S6" });
    const response = await tokens(sandbox, { code });
    const body = await jsonOf(response);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
    expect(body.access_token).toMatch(/^8A:Cust12345\./);
    expect(await statusOf(sandbox, { authorization: `Bearer ${body.access_token}` })).toBe(200);
    const { payload, protectedHeader } = await jwtVerify(body.id_token, await keysOf(sandbox), {
      issuer: "http://sandbox",
      audience: "sandbox",
      currentDate: new Date(clock.now),
    });
    expect(protectedHeader).toMatchObject({ alg: "RS256", typ: "JWT" });
    expect(payload).toMatchObject({
      sub: "tjerand.eide@nattlys.example.com",
      nonce: "n-0S6",
      exp: TEST_NOW / 1000 + 300,
      nbf: TEST_NOW / 1000 - 60,
      [`${CLAIM}ctx`]: "Cust12345",
      [`${CLAIM}associateid`]: "1",
      [`${CLAIM}email`]: "tjerand.eide@nattlys.example.com",
      [`${CLAIM}company_name`]: "Nattlys Lanterner AS",
      [`${CLAIM}webapi_url`]: "http://sandbox/Cust12345/api/",
      [`${CLAIM}netserver_url`]: "http://sandbox/Cust12345/Remote/Services88/",
      [`${CLAIM}system_token`]: "Sandbox application-0000000000",
    });
  });

  test("sends the caller back with code and state, where and how it asked to", async () => {
    const { sandbox } = await openTestTenant();
    const query = await authorize(sandbox);
    expect(query.status).toBe(302);
    expect(query.headers.get("location")).toMatch(
      /^http:\/\/localhost:3000\/callback\?code=[\w-]+&state=a\+state$/,
    );
    const fragment = await authorize(sandbox, { response_mode: "fragment" });
    expect(fragment.headers.get("location")).toMatch(/\/callback#code=[\w-]+&state=a\+state$/);
    const form = await (await authorize(sandbox, { response_mode: "form_post", state: '"><script>' })).text();
    expect(form).toContain(`action="${CALLBACK}"`);
    expect(form).not.toContain('"><script>');
  });

  test("a login_hint may be the user's email address, in any case", async () => {
    const { sandbox } = await openTestTenant();
    const code = await codeOf(sandbox, { login_hint: "Tjerand.Eide@nattlys.example.com" });
    const body = await jsonOf(tokens(sandbox, { code }));
    expect(decodeJwt(body.id_token)[`${CLAIM}associateid`]).toBe("1");
  });

  test("without a login_hint a person signs in on a page", async () => {
    const { sandbox } = await openTestTenant();
    const asking = await authorize(sandbox, { login_hint: "" });
    expect(asking.status).toBe(200);
    expect(await asking.text()).toContain('<input name="password" type="password"');
    const post = (password: string): Promise<Response> => {
      const parameters = new URLSearchParams({
        client_id: "sandbox",
        redirect_uri: CALLBACK,
        response_type: "code",
        scope: "openid",
      });
      const body = new URLSearchParams({ user: "tje0", password });
      return send(sandbox, `/login/common/oauth/authorize?${parameters}`, { method: "POST", body });
    };
    expect((await post("wrong")).status).toBe(401);
    const signedIn = await post("Tje0");
    expect(signedIn.status).toBe(302);
    expect(redirectOf(signedIn).get("code")).toMatch(/^[\w-]+$/);
  });

  test.each<[why: string, more: Record<string, string>]>([
    ["an unknown client", { client_id: "another" }],
    ["no client", { client_id: "" }],
    ["an address that is not registered", { redirect_uri: "https://evil.example/callback" }],
    ["an address with another path", { redirect_uri: "http://localhost:3000/callback/../evil" }],
    ["an address that only begins like one", { redirect_uri: "http://localhost.evil.example/callback" }],
    ["an address with a user in it", { redirect_uri: "http://localhost@evil.example/callback" }],
    ["no address", { redirect_uri: "" }],
    ["an unknown response_mode", { response_mode: "web_message" }],
  ])("nobody is sent anywhere for %s", async (_, more) => {
    const { sandbox } = await openTestTenant();
    const response = await authorize(sandbox, more);
    expect(response.status).toBe(400);
    expect(response.headers.get("location")).toBeNull();
  });

  test.each<[error: string, more: Record<string, string>]>([
    ["unsupported_response_type", { response_type: "token" }],
    ["invalid_request", { response_type: "" }],
    ["invalid_scope", { scope: "everything" }],
    ["access_denied", { acr_values: "tenant:Cust99999" }],
    ["invalid_request", { code_challenge: "short" }],
    ["invalid_request", { code_challenge: PKCE.challenge, code_challenge_method: "S512" }],
  ])("the caller is sent back with %s for %j", async (error, more) => {
    const { sandbox } = await openTestTenant();
    const parameters = redirectOf(await authorize(sandbox, more));
    expect(parameters.get("error")).toBe(error);
    expect(parameters.get("state")).toBe("a state");
    expect(parameters.has("code")).toBe(false);
  });

  test("a code that is used twice ends the tokens that it gave", async () => {
    const { sandbox } = await openTestTenant();
    const code = await codeOf(sandbox);
    const { access_token, refresh_token } = await jsonOf(tokens(sandbox, { code }));
    const again = await tokens(sandbox, { code });
    expect(again.status).toBe(400);
    expect(await jsonOf(again)).toMatchObject({ error: "invalid_grant" });
    expect(await statusOf(sandbox, { authorization: `Bearer ${access_token}` })).toBe(401);
    expect((await tokens(sandbox, { grant_type: "refresh_token", refresh_token })).status).toBe(400);
  });

  test("of two who bring one code at the same time one gets tokens", async () => {
    const { sandbox } = await openTestTenant();
    const code = await codeOf(sandbox);
    const answers = await Promise.all([tokens(sandbox, { code }), tokens(sandbox, { code })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  test("a code lives ten minutes", async () => {
    const { sandbox, clock } = await openTestTenant();
    const [first, second] = [await codeOf(sandbox), await codeOf(sandbox)];
    clock.now = TEST_NOW + 10 * MINUTE - 1;
    expect((await tokens(sandbox, { code: first })).status).toBe(200);
    clock.now = TEST_NOW + 10 * MINUTE;
    expect((await tokens(sandbox, { code: second })).status).toBe(400);
  });

  test("with PKCE the verifier must fit, by S256 and by plain", async () => {
    const { sandbox } = await openTestTenant();
    const s256 = { code_challenge: PKCE.challenge, code_challenge_method: "S256" };
    for (const code_verifier of ["", "x".repeat(43), PKCE.challenge, `${PKCE.verifier}x`, "short"]) {
      const refused = await tokens(sandbox, { code: await codeOf(sandbox, s256), code_verifier });
      expect(await jsonOf(refused)).toMatchObject({ error: "invalid_grant" });
    }
    const fitting = { code: await codeOf(sandbox, s256), code_verifier: PKCE.verifier };
    expect((await tokens(sandbox, fitting)).status).toBe(200);
    const plain = {
      code: await codeOf(sandbox, { code_challenge: PKCE.verifier }),
      code_verifier: PKCE.verifier,
    };
    expect((await tokens(sandbox, plain)).status).toBe(200);
  });

  test("a verifier without a challenge is refused", async () => {
    const { sandbox } = await openTestTenant();
    const refused = await tokens(sandbox, { code: await codeOf(sandbox), code_verifier: PKCE.verifier });
    expect(await jsonOf(refused)).toMatchObject({ error: "invalid_grant" });
  });

  test("a wrong verifier does not use the code up", async () => {
    const { sandbox } = await openTestTenant();
    const code = await codeOf(sandbox, { code_challenge: PKCE.challenge, code_challenge_method: "S256" });
    expect((await tokens(sandbox, { code, code_verifier: "x".repeat(43) })).status).toBe(400);
    expect((await tokens(sandbox, { code, code_verifier: PKCE.verifier })).status).toBe(200);
  });

  test("a public client has no secret and must use PKCE", async () => {
    const redirectUris = ["https://app.example/done"];
    const { sandbox } = await openTestTenant({
      applications: [{ clientId: "app", name: "App", redirectUris }],
    });
    const mine = { client_id: "app", redirect_uri: "https://app.example/done" };
    expect(redirectOf(await authorize(sandbox, mine)).get("error")).toBe("invalid_request");
    const pkce = { code_challenge: PKCE.challenge, code_challenge_method: "S256" };
    const code = await codeOf(sandbox, { ...mine, ...pkce });
    const more = { ...mine, client_secret: "", code, code_verifier: PKCE.verifier };
    expect((await tokens(sandbox, more)).status).toBe(200);
  });
});

describe("the tokens endpoint", () => {
  test("takes its parameters from the query as the documentation's samples have them", async () => {
    const { sandbox } = await openTestTenant();
    const parameters = new URLSearchParams({
      client_id: "sandbox",
      client_secret: "sandbox-secret",
      grant_type: "authorization_code",
      redirect_uri: CALLBACK,
      code: await codeOf(sandbox),
    });
    const response = await send(sandbox, `/login/common/oauth/tokens?${parameters}`, { method: "POST" });
    expect(response.status).toBe(200);
  });

  test("takes the client's secret by Basic, but not both ways at once", async () => {
    const { sandbox } = await openTestTenant();
    const ask = async (more: Record<string, string>): Promise<number> => {
      const response = await send(sandbox, "/login/common/oauth/tokens", {
        method: "POST",
        headers: { authorization: `Basic ${btoa("sandbox:sandbox-secret")}` },
        body: new URLSearchParams({
          grant_type: "authorization_code",
          redirect_uri: CALLBACK,
          code: await codeOf(sandbox),
          ...more,
        }),
      });
      return response.status;
    };
    expect(await ask({})).toBe(200);
    expect(await ask({ client_secret: "sandbox-secret" })).toBe(400);
  });

  test.each<[error: string, status: number, more: Record<string, string>]>([
    ["invalid_client", 401, { client_secret: "another" }],
    ["invalid_client", 401, { client_secret: "" }],
    ["invalid_client", 401, { client_id: "another" }],
    ["invalid_request", 400, { client_id: "" }],
    ["invalid_request", 400, { grant_type: "" }],
    ["invalid_request", 400, { code: "" }],
    ["invalid_grant", 400, { code: "made-up" }],
    ["invalid_grant", 400, { redirect_uri: "http://localhost:3001/callback" }],
    ["unsupported_grant_type", 400, { grant_type: "password", username: "tje0", password: "Tje0" }],
    ["unsupported_grant_type", 400, { grant_type: "client_credentials" }],
    ["invalid_grant", 400, { grant_type: "refresh_token", refresh_token: "made-up" }],
  ])("answers %s with %i to %j", async (error, status, more) => {
    const { sandbox } = await openTestTenant();
    const response = await tokens(sandbox, { code: await codeOf(sandbox), ...more });
    expect(response.status).toBe(status);
    expect(await jsonOf(response)).toMatchObject({ error, error_description: expect.any(String) });
  });

  test("a parameter that comes twice is refused", async () => {
    const { sandbox } = await openTestTenant();
    const body = new URLSearchParams([
      ["grant_type", "refresh_token"],
      ["grant_type", "authorization_code"],
    ]);
    const response = await send(sandbox, "/login/common/oauth/tokens", { method: "POST", body });
    expect(await jsonOf(response)).toMatchObject({ error: "invalid_request" });
  });

  test("another application cannot use a code or a refresh token", async () => {
    const applications = ["one", "two"].map((clientId) => ({
      clientId,
      clientSecret: `${clientId}-secret`,
      name: clientId,
      redirectUris: [CALLBACK],
    }));
    const { sandbox } = await openTestTenant({ applications });
    const one = { client_id: "one", client_secret: "one-secret" };
    const two = { client_id: "two", client_secret: "two-secret" };
    const code = await codeOf(sandbox, { client_id: "one" });
    expect((await tokens(sandbox, { ...two, code })).status).toBe(400);
    const { refresh_token } = await jsonOf(tokens(sandbox, { ...one, code }));
    const refresh = { grant_type: "refresh_token", refresh_token };
    expect((await tokens(sandbox, { ...two, ...refresh })).status).toBe(400);
    expect((await tokens(sandbox, { ...one, ...refresh })).status).toBe(200);
  });

  test("a refresh token gives a new access token as often as one likes, and no refresh token", async () => {
    const { sandbox, clock } = await openTestTenant();
    const { access_token, refresh_token } = await codeFlow(sandbox);
    clock.now = TEST_NOW + 90 * 24 * 60 * MINUTE;
    for (const _ of [1, 2]) {
      const body = await jsonOf(tokens(sandbox, { grant_type: "refresh_token", refresh_token }));
      expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3600, id_token: expect.any(String) });
      expect(body.refresh_token).toBeUndefined();
      expect(await statusOf(sandbox, { authorization: `Bearer ${body.access_token}` })).toBe(200);
    }
    expect(await statusOf(sandbox, { authorization: `Bearer ${access_token}` })).toBe(401);
  });

  test("GET is 405", async () => {
    const { sandbox } = await openTestTenant();
    expect((await send(sandbox, "/login/common/oauth/tokens")).status).toBe(405);
  });
});

describe("revoking and signing out", () => {
  const revoke = (sandbox: Sandbox, token: string, client_secret = "sandbox-secret"): Promise<Response> =>
    send(sandbox, "/login/common/oauth/revoke", {
      method: "POST",
      body: new URLSearchParams({ client_id: "sandbox", client_secret, token }),
    });

  test("a revoked access token is none, its refresh token still is", async () => {
    const { sandbox } = await openTestTenant();
    const { access_token, refresh_token } = await codeFlow(sandbox);
    expect((await revoke(sandbox, access_token, "wrong")).status).toBe(401);
    expect(await statusOf(sandbox, { authorization: `Bearer ${access_token}` })).toBe(200);
    expect((await revoke(sandbox, access_token)).status).toBe(200);
    expect(await statusOf(sandbox, { authorization: `Bearer ${access_token}` })).toBe(401);
    expect((await tokens(sandbox, { grant_type: "refresh_token", refresh_token })).status).toBe(200);
  });

  test("revoking a refresh token ends its access tokens too, and what is not known is no error", async () => {
    const { sandbox } = await openTestTenant();
    const { access_token, refresh_token } = await codeFlow(sandbox);
    expect((await revoke(sandbox, refresh_token)).status).toBe(200);
    expect(await statusOf(sandbox, { authorization: `Bearer ${access_token}` })).toBe(401);
    expect((await tokens(sandbox, { grant_type: "refresh_token", refresh_token })).status).toBe(400);
    expect((await revoke(sandbox, refresh_token)).status).toBe(200);
  });

  test("signing out with an id_token, be it expired, ends what the user had and is noted on the user", async () => {
    const { sandbox, ask, clock } = await openTestTenant();
    const { access_token, id_token } = await codeFlow(sandbox);
    clock.now = TEST_NOW + 30 * MINUTE;
    const response = await send(
      sandbox,
      `/login/common/oauth/logout?${new URLSearchParams({
        id_token_hint: id_token,
        post_logout_redirect_uri: CALLBACK,
        state: "s",
      })}`,
    );
    expect(response.headers.get("location")).toBe(`${CALLBACK}?state=s`);
    expect(await statusOf(sandbox, { authorization: `Bearer ${access_token}` })).toBe(401);
    expect((await ask("GET", "User/current")).body.Lastlogout).toBe("2026-11-20T12:30:00");
  });

  test("an id_token that is unsigned, changed, or signed by another key signs nobody out", async () => {
    const { sandbox } = await openTestTenant();
    const { access_token, id_token } = await codeFlow(sandbox);
    const [header = "", payload = "", signature = ""] = id_token.split(".");
    const claims = decodeJwt(id_token);
    const other = await generateKeyPair("RS256");
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const publicKey = JSON.stringify((await jsonOf(send(sandbox, "/login/.well-known/jwks"))).keys[0]);
    const forged = [
      `${encode({ alg: "none" })}.${payload}.`,
      `${encode({ alg: "none", typ: "JWT" })}.${payload}.${signature}`,
      `${header}.${encode({ ...claims, [`${CLAIM}associateid`]: "2" })}.${signature}`,
      `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      await new SignJWT(claims).setProtectedHeader({ alg: "RS256" }).sign(other.privateKey),
      await new SignJWT(claims)
        .setProtectedHeader({ alg: "HS256" })
        .sign(new TextEncoder().encode(publicKey)),
      await new SignJWT(claims)
        .setProtectedHeader({ alg: "RS256", jwk: JSON.parse(publicKey) })
        .sign(other.privateKey),
      "not.a.jwt",
      "",
    ];
    for (const id_token_hint of forged) {
      const response = await send(
        sandbox,
        `/login/common/oauth/logout?${new URLSearchParams({ id_token_hint })}`,
      );
      expect(response.status).toBe(400);
    }
    expect(await statusOf(sandbox, { authorization: `Bearer ${access_token}` })).toBe(200);
  });

  test("signing out sends nobody to an address that is not registered", async () => {
    const { sandbox } = await openTestTenant();
    const { id_token } = await codeFlow(sandbox);
    const parameters = { id_token_hint: id_token, post_logout_redirect_uri: "https://evil.example/" };
    const response = await send(sandbox, `/login/common/oauth/logout?${new URLSearchParams(parameters)}`);
    expect(response.status).toBe(400);
    expect(response.headers.get("location")).toBeNull();
  });
});

test("signing in by OAuth is noted on the user", async () => {
  const { sandbox, ask } = await openTestTenant();
  await codeFlow(sandbox);
  expect((await ask("GET", "User/current")).body.Lastlogin).toBe("2026-11-20T12:00:00");
});

test("reset ends every token and keeps the applications", async () => {
  const { sandbox } = await openTestTenant();
  const { access_token } = await codeFlow(sandbox);
  await sandbox.reset();
  expect(await statusOf(sandbox, { authorization: `Bearer ${access_token}` })).toBe(401);
  const again = await codeFlow(sandbox);
  expect(await statusOf(sandbox, { authorization: `Bearer ${again.access_token}` })).toBe(200);
});
