import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SoOptionsError } from "../../src/index.ts";
import { authorizationUrl, type ExchangeCodeOptions } from "../../src/oauth/index.ts";
import { begin, KEYS, redirectUri } from "./begin.ts";

describe("the address of a sign-in", () => {
  const options = { environment: "sod", clientId: "app", redirectUri } as const;

  it("has PKCE by S256, a state and a nonce", async () => {
    const { url, pending } = await authorizationUrl(options);
    const { origin, pathname, searchParams } = new URL(url);
    expect(`${origin}${pathname}`).toBe("https://sod.superoffice.com/login/common/oauth/authorize");
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: "code",
      client_id: "app",
      redirect_uri: redirectUri,
      scope: "openid",
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: createHash("sha256").update(pending.codeVerifier).digest("base64url"),
      code_challenge_method: "S256",
    });
    expect(pending.codeVerifier).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(url).not.toContain(pending.codeVerifier);
    expect(JSON.parse(JSON.stringify(pending))).toEqual(pending);
  });

  it("is another one each time", async () => {
    const both = await Promise.all([authorizationUrl(options), authorizationUrl(options)]);
    const [one, two] = both.map(({ pending }) => pending);
    const secrets = [one, two].flatMap((pending) => [pending?.state, pending?.nonce, pending?.codeVerifier]);
    expect(new Set(secrets).size).toBe(6);
  });

  it("names the tenant, the user and how to answer, where told", async () => {
    const more = { tenant: "Cust12345", loginHint: "a&b@example.com", responseMode: "form_post" } as const;
    const { searchParams } = new URL((await authorizationUrl({ ...options, ...more })).url);
    expect(searchParams.get("acr_values")).toBe("tenant:Cust12345");
    expect(searchParams.get("login_hint")).toBe("a&b@example.com");
    expect(searchParams.get("response_mode")).toBe("form_post");
  });

  it.each([
    ["a relative redirectUri", { redirectUri: "/callback" }, "redirectUri"],
    ["one with a fragment", { redirectUri: "https://app.example.com/#x" }, "redirectUri"],
    ["an empty fragment", { redirectUri: "https://app.example.com/#" }, "redirectUri"],
    ["a tenant that leads elsewhere", { tenant: "Cust1 openid" }, "tenant"],
    ["no clientId", { clientId: "" }, "clientId"],
    ["no environment", { environment: "Online" as never }, "environment"],
  ])("is not made with %s", async (_title, more, option) => {
    const wrong = authorizationUrl({ ...options, ...more });
    await expect(wrong).rejects.toThrow(SoOptionsError);
    await expect(authorizationUrl({ ...options, ...more })).rejects.toMatchObject({ issues: [{ option }] });
  });
});

describe("a code", () => {
  it("is exchanged for tokens and a user that a verified token names", async () => {
    await using session = await begin();
    const { tokens, user } = await session.exchange();
    expect(tokens).toEqual({
      accessToken: "8A:Cust26759.abc",
      expiresAt: session.clock.now + 3_600_000,
      refreshToken: "r1",
    });
    expect(user).toMatchObject({
      tenant: "Cust26759",
      associateId: 5,
      userName: "tony@superoffice.com",
      email: "tony@superoffice.com",
      companyName: "Tonys Developer Network",
      isAdministrator: false,
      webApiUrl: "https://sod.superoffice.com/Cust26759/api/",
      systemToken: "SuperOffice DevNet Node OIDC-8k8Q7DmBgo",
    });
    expect(user.claims["aud"]).toBe("app");
    const [{ body } = expect.fail()] = session.issuer.asked("/login/common/oauth/tokens");
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      grant_type: "authorization_code",
      client_id: "app",
      client_secret: "s",
      code: "c+de",
      redirect_uri: redirectUri,
      code_verifier: session.pending.codeVerifier,
    });
  });

  it.each<[title: string, callback: (state: string, origin: string) => ExchangeCodeOptions["callback"]]>([
    ["a whole address", (state) => `https://app.example.com/callback?state=${state}&code=c`],
    ["a URL", (state) => new URL(`https://app.example.com/callback?code=c&state=${state}`)],
    ["a fragment", (state) => `https://app.example.com/callback?from=so#state=${state}&code=c`],
    ["a posted form", (state) => new URLSearchParams({ state, code: "c" })],
    ["one with its issuer", (state, origin) => `/?state=${state}&code=c&iss=${encodeURIComponent(origin)}`],
  ])("comes in %s", async (_title, callback) => {
    await using session = await begin();
    const { pending, origin } = session;
    await expect(session.exchange({ callback: callback(pending.state, origin) })).resolves.toBeDefined();
  });

  it.each<[title: string, query: (state: string) => string, expected: object]>([
    ["has no state", () => "code=c", { reason: "state" }],
    ["has the state of another", () => "code=c&state=x", { reason: "state" }],
    ["has two states", (state) => `code=c&state=${state}&state=x`, { reason: "state" }],
    [
      "has an error, but not of this sign-in",
      () => "error=access_denied&state=x",
      { reason: "state", error: undefined },
    ],
    [
      "has an error",
      (state) => `error=access_denied&state=${state}`,
      { reason: "refused", error: "access_denied" },
    ],
    ["has no code", (state) => `state=${state}`, { reason: "callback" }],
    ["has two codes", (state) => `state=${state}&code=a&code=b`, { reason: "callback" }],
    ["has an empty code", (state) => `state=${state}&code=`, { reason: "callback" }],
    [
      "comes from another server",
      (state) => `state=${state}&code=c&iss=https://evil.example`,
      { reason: "callback" },
    ],
  ])("is not exchanged when the callback %s", async (_title, query, expected) => {
    await using session = await begin();
    const callback = `https://app.example.com/callback?${query(session.pending.state)}`;
    await expect(session.exchange({ callback })).rejects.toMatchObject({ code: "oauth", ...expected });
    expect(session.issuer.seen).toEqual([]);
  });

  it("that the server refuses gives its reason", async () => {
    await using session = await begin();
    session.issuer.answer = () => [400, { error: "invalid_grant" }];
    await expect(session.exchange()).rejects.toMatchObject({ reason: "refused", error: "invalid_grant" });
  });

  it("without an ID token is no sign-in", async () => {
    await using session = await begin(undefined, { id_token: undefined });
    await expect(session.exchange()).rejects.toMatchObject({ code: "oauth", reason: "answer" });
  });

  it("needs all of what was kept", async () => {
    await using session = await begin();
    const pending = { ...session.pending, nonce: "" };
    await expect(session.exchange({ pending })).rejects.toMatchObject({ issues: [{ option: "nonce" }] });
    expect(session.issuer.seen).toEqual([]);
  });

  it("ends with the caller's signal, whatever hangs", async () => {
    for (const hanging of ["/login/common/oauth/tokens", KEYS]) {
      await using session = await begin();
      const controller = new AbortController();
      const fetch = (request: Request) => {
        if (new URL(request.url).pathname !== hanging) return globalThis.fetch(request);
        controller.abort(new Error("gone"));
        return new Promise<Response>(() => {});
      };
      const ending = session.exchange({ signal: controller.signal, fetch });
      await expect(ending).rejects.toMatchObject({ code: "abort", cause: { message: "gone" } });
    }
  });
});
