import { describe, expect, it } from "vitest";
import { contact } from "../../src/generated/entities/contact.ts";
import { createClient } from "../../src/index.ts";
import { authorizationUrl, exchangeCode, type OAuthTokens, oauth } from "../../src/oauth/index.ts";
import { systemUser } from "../../src/system-user/index.ts";
import { tenant } from "../../src/tenant/index.ts";
import { foreign, published } from "./issuer.ts";
import { type SandboxServer, serveSandbox } from "./serve-sandbox.ts";

const TOKENS = "/login/common/oauth/tokens";
const TICKETS = "/Login/api/PartnerSystemUser/Authenticate";
const STATE = "/api/state/Cust12345";
const redirectUri = "http://localhost/callback";
const app = { clientId: "sandbox", clientSecret: "sandbox-secret" };

/** The pair of the application; the sandbox signs with one of its own. */
const pem = foreign.publicKey.export({ format: "pem", type: "spki" }) as string;
const applications = [
  { ...app, name: "Test", redirectUris: [redirectUri], publicKey: pem, systemToken: "Test.app-1234567890" },
  { clientId: "public", name: "Public", redirectUris: [redirectUri] },
];

const addressOf = ({ environment, sandbox }: SandboxServer) =>
  tenant({ tenant: "Cust12345", environment, now: sandbox.now });

/** Signs tje0 in, as a browser would. */
async function signIn(server: SandboxServer, client: { clientId: string; clientSecret?: string } = app) {
  const { environment, sandbox } = server;
  const { clientId } = client;
  const begun = await authorizationUrl({
    environment,
    clientId,
    redirectUri,
    tenant: "Cust12345",
    loginHint: "tje0",
  });
  const answer = await fetch(begun.url, { redirect: "manual" });
  const callback = answer.headers.get("Location") ?? expect.fail(await answer.text());
  const exchange = (more: object = {}) =>
    exchangeCode({ environment, ...client, callback, pending: begun.pending, now: sandbox.now, ...more });
  return { pending: begun.pending, exchange };
}

describe("OAuth against the sandbox", () => {
  it("signs a user in, and a client calls as that user for days with one refresh an hour", async () => {
    await using server = await serveSandbox({ applications });
    const { environment, sandbox } = server;
    const { tokens, user } = await (await signIn(server)).exchange();
    expect(user).toMatchObject({ tenant: "Cust12345", associateId: 1, systemToken: "Test.app-1234567890" });

    const saved = [tokens];
    const store = { load: () => saved.at(-1), save: (one: OAuthTokens) => void saved.push(one) };
    const auth = oauth({ environment, ...app, store, now: sandbox.now });
    const so = createClient({ baseUrl: addressOf(server), auth, apis: [contact] });
    const before = server.asked(TOKENS);
    for (let hour = 0; hour < 48; hour++) {
      const results = await Promise.all(Array.from({ length: 3 }, () => so.contact.get(1)));
      expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
      sandbox.advanceClock({ hours: 1 });
    }
    expect(server.asked(TOKENS) - before).toBe(47);
    expect(new Set(saved.map(({ accessToken }) => accessToken)).size).toBe(48);
  });

  it("refreshes when an access token is refused before its time", async () => {
    await using server = await serveSandbox({ applications });
    const { environment, sandbox } = server;
    const { tokens } = await (await signIn(server)).exchange();
    const store = { load: () => tokens, save: () => {} };
    const auth = oauth({ environment, ...app, store, now: sandbox.now });
    const so = createClient({ baseUrl: addressOf(server), auth, apis: [contact] });
    expect(await so.contact.get(1)).toMatchObject({ ok: true });
    const body = new URLSearchParams({
      client_id: "sandbox",
      client_secret: "sandbox-secret",
      token: tokens.accessToken,
    });
    await fetch(`${server.url}/login/common/oauth/revoke`, { method: "POST", body });
    const before = server.asked(TOKENS);
    expect(await so.contact.get(1)).toMatchObject({ ok: true });
    expect(server.asked(TOKENS) - before).toBe(1);
  });

  it("says that a consent was revoked", async () => {
    await using server = await serveSandbox({ applications });
    const { environment, sandbox } = server;
    const { tokens } = await (await signIn(server)).exchange();
    const body = new URLSearchParams({
      client_id: "sandbox",
      client_secret: "sandbox-secret",
      token: tokens.refreshToken ?? "",
    });
    await fetch(`${server.url}/login/common/oauth/revoke`, { method: "POST", body });
    const auth = oauth({ environment, ...app, refreshToken: tokens.refreshToken ?? "", now: sandbox.now });
    const so = createClient({ baseUrl: addressOf(server), auth, apis: [contact] });
    const { error } = await so.contact.get(1);
    expect(error).toMatchObject({ code: "credential", cause: { code: "oauth", error: "invalid_grant" } });
  });

  it("lets a public client in by PKCE alone, and nobody with another verifier or a code twice", async () => {
    await using server = await serveSandbox({ applications });
    const client = { clientId: "public" };
    const one = await signIn(server, client);
    const pending = { ...one.pending, codeVerifier: "x".repeat(43) };
    await expect(one.exchange({ pending })).rejects.toMatchObject({ code: "oauth", error: "invalid_grant" });
    const two = await signIn(server, client);
    await expect(two.exchange()).resolves.toMatchObject({ user: { tenant: "Cust12345" } });
    await expect(two.exchange()).rejects.toMatchObject({ code: "oauth", error: "invalid_grant" });
  });

  it("trusts no ID token when this clock is an hour ahead or behind", async () => {
    await using server = await serveSandbox({ applications });
    for (const [off, reason] of [
      [3_600_000, "expired"],
      [-3_600_000, "not-yet-valid"],
    ] as const) {
      const { exchange } = await signIn(server);
      const wrong = exchange({ now: () => server.sandbox.now() + off });
      await expect(wrong).rejects.toMatchObject({ code: "token", reason });
    }
  });
});

describe("a system user against the sandbox", () => {
  const optionsOf = ({ environment, sandbox }: SandboxServer) => ({
    environment,
    tenant: "Cust12345",
    systemToken: "Test.app-1234567890",
    applicationToken: app.clientSecret,
    privateKey: foreign.privateKey.export({ format: "pem", type: "pkcs1" }) as string,
    now: sandbox.now,
  });

  it("calls with one ticket for as long as it is used, and takes out another after a night", async () => {
    await using server = await serveSandbox({ applications });
    const so = createClient({
      baseUrl: addressOf(server),
      auth: systemUser(optionsOf(server)),
      apis: [contact],
    });
    for (let hour = 0; hour < 12; hour++) {
      const results = await Promise.all(Array.from({ length: 3 }, () => so.contact.get(1)));
      expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
      server.sandbox.advanceClock({ hours: 5 });
    }
    expect(server.asked(TICKETS)).toBe(1);
    server.sandbox.advanceClock({ hours: 7 });
    expect(await so.contact.get(1)).toMatchObject({ ok: true });
    expect(server.asked(TICKETS)).toBe(2);
    expect(
      server.seen
        .filter(({ target }) => target.includes("/api/v1/"))
        .every(({ headers }) => headers["so-apptoken"] === "sandbox-secret"),
    ).toBe(true);
  });

  it("takes out another ticket when its own was ended", async () => {
    await using server = await serveSandbox({ applications });
    const so = createClient({
      baseUrl: addressOf(server),
      auth: systemUser(optionsOf(server)),
      apis: [contact],
    });
    // The sandbox makes its key when it signs first.
    await (await signIn(server)).exchange();
    const empty = await server.sandbox.snapshot();
    expect(await so.contact.get(1)).toMatchObject({ ok: true });
    await server.sandbox.restore(empty);
    expect(await so.contact.get(1)).toMatchObject({ ok: true });
    expect(server.asked(TICKETS)).toBe(2);
  });

  it.each([
    [
      "signs with a key that is not registered",
      { privateKey: published.privateKey.export({ format: "pem", type: "pkcs8" }) as string },
    ],
    ["has another system user token", { systemToken: "Test.app-0000000000" }],
    ["has another application token", { applicationToken: "other" }],
    ["asks for another tenant", { tenant: "Cust1" }],
  ])("that %s is refused, with the server's words", async (_title, more) => {
    await using server = await serveSandbox({ applications });
    const auth = systemUser({ ...optionsOf(server), ...more });
    const so = createClient({ baseUrl: addressOf(server), auth, apis: [contact] });
    const { error } = await so.contact.get(1);
    expect(error).toMatchObject({ code: "credential", cause: { code: "system-user", reason: "refused" } });
    expect(error?.cause).toMatchObject({ description: expect.any(String) });
  });

  it("whose clock is an hour off is told so", async () => {
    await using server = await serveSandbox({ applications });
    for (const off of [3_600_000, -3_600_000]) {
      const now = () => server.sandbox.now() + off;
      const auth = systemUser({ ...optionsOf(server), now });
      const wrong = auth({ signal: new AbortController().signal });
      await expect(wrong).rejects.toMatchObject({ code: "system-user", reason: "clock" });
    }
  });
});

describe("a tenant of the sandbox", () => {
  it("is found by the state service, and its state is told when it does not run", async () => {
    await using server = await serveSandbox({ applications });
    const { sandbox, environment } = server;
    const { tokens } = await (await signIn(server)).exchange();
    const auth = oauth({
      environment,
      ...app,
      store: { load: () => tokens, save: () => {} },
      now: sandbox.now,
    });
    const so = createClient({ baseUrl: addressOf(server), auth, apis: [contact] });
    expect(await so.contact.get(1)).toMatchObject({ ok: true });
    expect(await so.contact.get(1)).toMatchObject({ ok: true });
    expect(server.asked(STATE)).toBe(1);
    sandbox.setTenantState("OfflineMaintenance");
    sandbox.advanceClock({ minutes: 2 });
    const { error } = await so.contact.get(1);
    expect(error).toMatchObject({ code: "address", cause: { code: "tenant", state: "OfflineMaintenance" } });
    sandbox.setTenantState("OnlineMaintenance");
    expect(await so.contact.get(1)).toMatchObject({ ok: true });
  });

  it("is looked up again after a 421", async () => {
    await using server = await serveSandbox({ applications });
    const { sandbox, environment } = server;
    const { tokens } = await (await signIn(server)).exchange();
    const auth = oauth({
      environment,
      ...app,
      store: { load: () => tokens, save: () => {} },
      now: sandbox.now,
    });
    const so = createClient({ baseUrl: addressOf(server), auth, apis: [contact] });
    sandbox.faults.add({ kind: "status", status: 421, path: "*/Contact/1", times: "always" });
    expect((await so.contact.get(1)).error).toMatchObject({ code: "status", status: 421 });
    expect(server.asked(STATE)).toBe(2);
  });

  it("that nobody knows is in state Unknown", async () => {
    await using server = await serveSandbox();
    const { environment } = server;
    const baseUrl = tenant({ tenant: "Cust404", environment });
    const { error } = await createClient({ baseUrl, apis: [contact] }).contact.get(1);
    expect(error?.cause).toMatchObject({ code: "tenant", reason: "not-running", state: "Unknown" });
  });
});
