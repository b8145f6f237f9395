import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyIdToken } from "../../src/oauth/index.ts";
import { foreign, idClaims, jwk, part, published, signJwt } from "../identity/issuer.ts";
import { begin, type Session } from "./begin.ts";

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

  it("with its times in quotes, and not past them", async () => {
    await using session = await begin();
    const { origin, clock } = session;
    const now = Math.floor(clock.now / 1000);
    const verify = (exp: string) =>
      verifyIdToken(signJwt(idClaims(origin, clock.now, { nbf: String(now), exp })), {
        environment: origin,
        clientId: "app",
        now: clock.read,
      });
    await expect(verify(String(now + 1))).resolves.toMatchObject({ tenant: "Cust26759" });
    await expect(verify(String(now - 60))).rejects.toMatchObject({ reason: "expired" });
    await expect(verify("")).rejects.toMatchObject({ reason: "claim" });
  });

  it("without a nonce where none is expected, as after a refresh", async () => {
    await using session = await begin();
    const { origin, clock } = session;
    const token = signJwt(idClaims(origin, clock.now));
    const user = await verifyIdToken(token, { environment: origin, clientId: "app", now: clock.read });
    expect(user.tenant).toBe("Cust26759");
  });
});
