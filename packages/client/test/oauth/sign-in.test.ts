import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SoOptionsError } from "../../src/index.ts";
import {
  authorizationUrl,
  type ExchangeCodeOptions,
  exchangeCode,
  type PendingSignIn,
  publishedKeys,
  verifyIdToken,
} from "../../src/oauth/index.ts";
import {
  type Answer,
  clockAt,
  foreign,
  type Issuer,
  idClaims,
  jwk,
  openIssuer,
  part,
  published,
  signJwt,
} from "../identity/issuer.ts";

const redirectUri = "https://app.example.com/callback?from=so";
const KEYS = "/login/.well-known/jwks";

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

interface Session extends AsyncDisposable {
  readonly issuer: Issuer;
  readonly pending: PendingSignIn;
  readonly clock: ReturnType<typeof clockAt>;
  readonly origin: `http://${string}`;
  exchange(more?: Partial<ExchangeCodeOptions>): ReturnType<typeof exchangeCode>;
}

/** A sign-in that was begun, and a server that answers its code with what `token` gives. */
async function begin(token?: (session: Session) => string, more: object = {}): Promise<Session> {
  const issuer = await openIssuer();
  const clock = clockAt();
  const origin = issuer.url as `http://${string}`;
  const app = { environment: origin, clientId: "app" };
  const { pending } = await authorizationUrl({ ...app, redirectUri });
  const session: Session = {
    issuer,
    pending,
    clock,
    origin,
    exchange: (options = {}) => {
      const callback = `/callback?from=so&state=${pending.state}&code=c%2Bde`;
      return exchangeCode({ ...app, clientSecret: "s", callback, pending, now: clock.read, ...options });
    },
    [Symbol.asyncDispose]: () => issuer[Symbol.asyncDispose](),
  };
  const good = () => signJwt(idClaims(origin, clock.now, { nonce: pending.nonce }));
  issuer.answer = (): Answer => [
    200,
    {
      token_type: "bearer",
      access_token: "8A:Cust26759.abc",
      expires_in: "3600",
      refresh_token: "r1",
      id_token: token ? token(session) : good(),
      ...more,
    },
  ];
  return session;
}

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

describe("an ID token is refused", () => {
  const claims = ({ origin, clock, pending }: Session, more: object = {}) =>
    idClaims(origin, clock.now, { nonce: pending.nonce, ...more });
  const seconds = ({ clock }: Session, off: number) => Math.floor(clock.now / 1000) + off;
  const none = (session: Session, alg: string) => `${part({ alg, typ: "JWT" })}.${part(claims(session))}.`;
  const good = (session: Session) => signJwt(claims(session));
  const publicPem = published.publicKey.export({ format: "pem", type: "spki" });
  const hmac = (session: Session) => {
    const signed = `${part({ alg: "HS256", typ: "JWT", kid: "one" })}.${part(claims(session))}`;
    return `${signed}.${createHmac("sha256", publicPem).update(signed).digest("base64url")}`;
  };
  const tampered = (session: Session) => {
    const [head, , signature] = good(session).split(".");
    return `${head}.${part(claims(session, { "http://schemes.superoffice.net/identity/ctx": "Cust1" }))}.${signature}`;
  };

  it.each<[title: string, reason: string, token: (session: Session) => string]>([
    ["that says alg none", "algorithm", (session) => none(session, "none")],
    ["that says alg None", "algorithm", (session) => none(session, "None")],
    [
      "that says alg none and is signed",
      "algorithm",
      (session) => signJwt(claims(session), { header: { alg: "none" } }),
    ],
    ["that has no alg", "algorithm", (session) => signJwt(claims(session), { header: { alg: undefined } })],
    ["that was signed with the public key as a secret", "algorithm", hmac],
    [
      "that says rs256 in small letters",
      "algorithm",
      (session) => signJwt(claims(session), { header: { alg: "rs256" } }),
    ],
    [
      "that has extensions",
      "algorithm",
      (session) => signJwt(claims(session), { header: { crit: ["exp"] } }),
    ],
    [
      "with a kid that nobody published",
      "key",
      (session) => signJwt(claims(session), { header: { kid: "two" } }),
    ],
    [
      "that was signed with another key under the kid",
      "signature",
      (session) => signJwt(claims(session), { key: foreign.privateKey }),
    ],
    [
      "that brings a key of its own along",
      "signature",
      (session) =>
        signJwt(claims(session), { key: foreign.privateKey, header: { jwk: jwk(foreign.publicKey) } }),
    ],
    ["whose claims were changed", "signature", tampered],
    ["whose signature was cut off", "signature", (session) => good(session).replace(/[^.]+$/, "")],
    [
      "whose signature is another token's",
      "signature",
      (session) => good(session).replace(/[^.]+$/, signJwt({}).split(".")[2] ?? ""),
    ],
    ["with a fourth part", "malformed", (session) => `${good(session)}.x`],
    ["with two parts", "malformed", (session) => good(session).replace(/\.[^.]+$/, "")],
    ["with padding", "malformed", (session) => `${good(session)}=`],
    ["that is a text", "malformed", () => "8A:Cust1.abc"],
    ["whose claims are a list", "malformed", () => signJwt([])],
    [
      "of another issuer",
      "issuer",
      (session) => signJwt(claims(session, { iss: "https://sod.superoffice.com" })),
    ],
    [
      "with a slash behind its issuer",
      "issuer",
      (session) => signJwt(claims(session, { iss: `${session.origin}/` })),
    ],
    ["without an issuer", "issuer", (session) => signJwt(claims(session, { iss: undefined }))],
    ["for another application", "audience", (session) => signJwt(claims(session, { aud: "other" }))],
    ["for nobody", "audience", (session) => signJwt(claims(session, { aud: [] }))],
    [
      "for several, not authorized for this one",
      "audience",
      (session) => signJwt(claims(session, { aud: ["app", "other"] })),
    ],
    ["that is over", "expired", (session) => signJwt(claims(session, { exp: seconds(session, -60) }))],
    ["without an end", "claim", (session) => signJwt(claims(session, { exp: undefined }))],
    ["with an end that is no time", "claim", (session) => signJwt(claims(session, { exp: "soon" }))],
    [
      "that begins later",
      "not-yet-valid",
      (session) => signJwt(claims(session, { nbf: seconds(session, 61) })),
    ],
    ["with a begin that is no time", "claim", (session) => signJwt(claims(session, { nbf: {} }))],
    ["of another sign-in", "nonce", (session) => signJwt(claims(session, { nonce: "other" }))],
    ["without a nonce", "nonce", (session) => signJwt(claims(session, { nonce: undefined }))],
    ["without a subject", "claim", (session) => signJwt(claims(session, { sub: undefined }))],
    [
      "without a tenant",
      "claim",
      (session) => signJwt(claims(session, { "http://schemes.superoffice.net/identity/ctx": "" })),
    ],
  ])("%s: %s", async (_title, reason, token) => {
    await using session = await begin(token);
    const error = await session.exchange().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "SoTokenError", code: "token", reason });
    expect((error as Error).message).not.toMatch(/Cust|tony|8A:|r1/);
  });

  it("by how much, when the clock is wrong", async () => {
    await using session = await begin();
    const fixed = good(session);
    const verify = (off: number, toleranceMs?: number) =>
      verifyIdToken(fixed, {
        environment: session.origin,
        clientId: "app",
        nonce: session.pending.nonce,
        now: () => session.clock.now + off * 1000,
        ...(toleranceMs !== undefined && { toleranceMs }),
      });
    await expect(verify(359)).resolves.toMatchObject({ tenant: "Cust26759" });
    await expect(verify(360)).rejects.toMatchObject({ reason: "expired" });
    await expect(verify(3900)).rejects.toThrow(
      "by this clock it ended 3600 s ago. If it was issued just now, this clock is wrong.",
    );
    await expect(verify(360, 61_000)).resolves.toBeDefined();
    await expect(verify(-120)).resolves.toBeDefined();
    await expect(verify(-121)).rejects.toMatchObject({ reason: "not-yet-valid" });
    await expect(verify(-3660)).rejects.toThrow("by this clock it begins in 3600 s.");
  });
});

describe("an ID token is taken", () => {
  it.each<[title: string, keys: readonly object[], header: object]>([
    ["with no kid and one key", [jwk(published.publicKey)], { kid: undefined }],
    [
      "with no kid and the second of two keys",
      [jwk(foreign.publicKey), jwk(published.publicKey)],
      { kid: undefined },
    ],
    [
      "with the kid of one of several keys",
      [jwk(foreign.publicKey, { kid: "x" }), jwk(published.publicKey)],
      {},
    ],
    ["beside keys of other kinds", [{ kty: "EC", kid: "one" }, {}, 7 as never, jwk(published.publicKey)], {}],
    [
      "beside a key for encryption with its kid",
      [jwk(foreign.publicKey, { use: "enc" }), jwk(published.publicKey)],
      {},
    ],
    [
      "by a key that says neither use nor alg",
      [jwk(published.publicKey, { use: undefined, alg: undefined })],
      {},
    ],
  ])("%s", async (_title, keys, header) => {
    await using session = await begin((one) =>
      signJwt(idClaims(one.origin, one.clock.now, { nonce: one.pending.nonce }), { header }),
    );
    session.issuer.keys = keys;
    await expect(session.exchange()).resolves.toBeDefined();
  });

  it("for several audiences when it is authorized for this one", async () => {
    await using session = await begin((one) =>
      signJwt(
        idClaims(one.origin, one.clock.now, { nonce: one.pending.nonce, aud: ["app", "other"], azp: "app" }),
      ),
    );
    await expect(session.exchange()).resolves.toBeDefined();
  });

  it("without a nonce where none is expected, as after a refresh", async () => {
    await using session = await begin();
    const { origin, clock } = session;
    const token = signJwt(idClaims(origin, clock.now));
    const user = await verifyIdToken(token, { environment: origin, clientId: "app", now: clock.read });
    expect(user.tenant).toBe("Cust26759");
  });
});

describe("published keys", () => {
  const keysOf = (session: Session) => publishedKeys(session.origin, { now: session.clock.read });

  it("are fetched once for an hour, and once for all who wait", async () => {
    await using session = await begin();
    const keys = keysOf(session);
    await Promise.all(Array.from({ length: 5 }, () => session.exchange({ keys })));
    session.clock.now += 3_599_999;
    await session.exchange({ keys });
    expect(session.issuer.asked(KEYS)).toHaveLength(1);
    session.clock.now += 1;
    await session.exchange({ keys });
    expect(session.issuer.asked(KEYS)).toHaveLength(2);
  });

  it("are fetched anew for a kid that they lack, but not for each that somebody makes up", async () => {
    await using session = await begin();
    const keys = keysOf(session);
    expect(await keys.find("one")).toHaveLength(1);
    session.clock.now += 29_999;
    for (const kid of ["a", "b", "c"]) expect(await keys.find(kid)).toEqual([]);
    expect(session.issuer.asked(KEYS)).toHaveLength(1);
    session.clock.now += 1;
    session.issuer.keys = [jwk(published.publicKey, { kid: "two" })];
    expect(await keys.find("two")).toHaveLength(1);
    expect(await keys.find("one")).toEqual([]);
    expect(session.issuer.asked(KEYS)).toHaveLength(2);
  });

  it("that cannot be fetched are no reason to trust", async () => {
    await using session = await begin();
    const fetch = () => Response.json({ keys: [] }, { status: 503 });
    const keys = publishedKeys(session.origin, { now: session.clock.read, fetch });
    await expect(session.exchange({ keys })).rejects.toMatchObject({ code: "status", status: 503 });
  });

  it.each([{ use: "enc" }, { alg: "RS512" }, { kty: "EC" }])(
    "that are for something else are passed over: %j",
    async (more) => {
      await using session = await begin();
      session.issuer.keys = [jwk(published.publicKey, more)];
      await expect(session.exchange()).rejects.toMatchObject({ code: "token", reason: "key" });
    },
  );

  it("that are too short to be safe are passed over", async () => {
    await using session = await begin();
    session.issuer.keys = [
      { kty: "RSA", kid: "one", n: Buffer.alloc(128, 0xff).toString("base64url"), e: "AQAB" },
    ];
    await expect(session.exchange()).rejects.toMatchObject({ code: "token", reason: "key" });
  });
});
