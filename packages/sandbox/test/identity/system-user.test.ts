import { createSign, generateKeyPairSync } from "node:crypto";
import { createLocalJWKSet, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import type { ApplicationOptions, Sandbox } from "../../src/index.ts";
import { openTestTenant, TEST_NOW } from "../harness/tenant.ts";
import { jsonOf, send, statusOf } from "./requests.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PATH = "/Login/api/PartnerSystemUser/Authenticate";
const mine = generateKeyPairSync("rsa", { modulusLength: 2048 });
const another = generateKeyPairSync("rsa", { modulusLength: 2048 });

const APPLICATION: ApplicationOptions = {
  clientId: "app",
  clientSecret: "app-secret",
  name: "My.App",
  redirectUris: [],
  publicKey: mine.publicKey.export({ type: "spki", format: "pem" }).toString(),
  systemToken: "My.App-8k8Q7DmBgo",
};
const TOKEN = "My.App-8k8Q7DmBgo";

/** As the documentation's sample signs: `token.YYYYMMDDHHmm.signature`. */
function signed(
  options: { token?: string; at?: number; key?: typeof mine.privateKey; digest?: string } = {},
): string {
  const { token = TOKEN, at = TEST_NOW, key = mine.privateKey, digest = "SHA256" } = options;
  const data = `${token}.${new Date(at).toISOString().replace(/\D/g, "").slice(0, 12)}`;
  return `${data}.${createSign(digest).update(data).sign(key, "base64")}`;
}

interface Outcome {
  readonly status: number;
  readonly IsSuccessful: boolean;
  readonly Token: string | null;
  readonly ErrorMessage: string | null;
}

async function authenticate(sandbox: Sandbox, more: Record<string, unknown> = {}): Promise<Outcome> {
  const response = await send(sandbox, PATH, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      SignedSystemToken: signed(),
      ApplicationToken: "app-secret",
      ContextIdentifier: "Cust12345",
      ReturnTokenType: "JWT",
      ...more,
    }),
  });
  return { status: response.status, ...(await jsonOf(response)) };
}

async function ticketOf(sandbox: Sandbox, token: string | null): Promise<string> {
  const keys = createLocalJWKSet(await jsonOf(send(sandbox, "/login/.well-known/jwks")));
  const { payload } = await jwtVerify(token ?? "", keys, {
    issuer: "SuperOffice AS",
    currentDate: new Date(TEST_NOW),
  });
  expect(payload.aud).toBe(`spn:${payload["http://schemes.superoffice.net/identity/serial"]}`);
  expect(payload["http://schemes.superoffice.net/identity/ctx"]).toBe("Cust12345");
  return String(payload["http://schemes.superoffice.net/identity/ticket"]);
}

describe("a system user", () => {
  test("gets a ticket in a signed token for a signed system user token", async () => {
    const { sandbox, ask } = await openTestTenant({
      applications: [APPLICATION],
      tenant: { installation: "online" },
    });
    const outcome = await authenticate(sandbox);
    expect(outcome).toMatchObject({ status: 200, IsSuccessful: true, ErrorMessage: null });
    const authorization = `SoTicket ${await ticketOf(sandbox, outcome.Token)}`;
    expect(await statusOf(sandbox, { authorization })).toBe(401);
    const headers = { authorization, "so-apptoken": "app-secret" };
    const { body } = await ask("GET", "User/currentPrincipal", { headers });
    expect(body).toMatchObject({ UserType: "SystemAssociate", RoleType: "System" });
  });

  test("is one user, however often it authenticates, and nobody signs in as it with a password", async () => {
    const { sandbox, ask } = await openTestTenant({ applications: [APPLICATION] });
    const ids = [];
    for (const _ of [1, 2]) {
      const authorization = `SoTicket ${await ticketOf(sandbox, (await authenticate(sandbox)).Token)}`;
      const { body } = await ask("GET", "User/currentPrincipal", { headers: { authorization } });
      ids.push(body.AssociateId);
      expect(await statusOf(sandbox, { authorization: `Basic ${btoa(`${body.UserName}:`)}` })).toBe(401);
    }
    expect(ids[0]).toBeGreaterThan(0);
    expect(ids[1]).toBe(ids[0]);
  });

  test("has a ticket that another application cannot use online", async () => {
    const other = { clientId: "other", clientSecret: "other-secret", name: "Other", redirectUris: [] };
    const { sandbox } = await openTestTenant({
      applications: [APPLICATION, other],
      tenant: { installation: "online" },
    });
    const authorization = `SoTicket ${await ticketOf(sandbox, (await authenticate(sandbox)).Token)}`;
    expect(await statusOf(sandbox, { authorization, "so-apptoken": "other-secret" })).toBe(401);
    expect(await statusOf(sandbox, { authorization, "so-apptoken": "app-secret" })).toBe(200);
  });

  test.each<[why: string, more: Record<string, unknown>]>([
    ["another tenant", { ContextIdentifier: "Cust99999" }],
    ["no tenant", { ContextIdentifier: null }],
    ["another application token", { ApplicationToken: "another" }],
    ["an empty application token", { ApplicationToken: "" }],
    ["another system user token", { SignedSystemToken: signed({ token: "Other-1234567890" }) }],
    ["a signature by another key", { SignedSystemToken: signed({ key: another.privateKey }) }],
    ["a signature with SHA-1", { SignedSystemToken: signed({ digest: "SHA1" }) }],
    ["a signature of another time", { SignedSystemToken: signed().replace("202611201200", "202611201201") }],
    ["a signature that is too old", { SignedSystemToken: signed({ at: TEST_NOW - 11 * MINUTE }) }],
    ["a signature from the future", { SignedSystemToken: signed({ at: TEST_NOW + 11 * MINUTE }) }],
    ["the unsigned token", { SignedSystemToken: TOKEN }],
    ["an empty signature", { SignedSystemToken: `${TOKEN}.202611201200.` }],
    ["a signature that is no base64", { SignedSystemToken: `${TOKEN}.202611201200.%%%%` }],
    ["a number for a token", { SignedSystemToken: 12 }],
    ["SAML", { ReturnTokenType: "SAML" }],
    ["no token type", { ReturnTokenType: undefined }],
  ])("is refused for %s", async (_, more) => {
    const { sandbox } = await openTestTenant({ applications: [APPLICATION] });
    expect(await authenticate(sandbox, more)).toEqual({
      status: 200,
      IsSuccessful: false,
      Token: null,
      ErrorMessage: expect.any(String),
    });
  });

  test("may be ten minutes off, either way", async () => {
    const { sandbox } = await openTestTenant({ applications: [APPLICATION] });
    for (const minutes of [-10, 10]) {
      const SignedSystemToken = signed({ at: TEST_NOW + minutes * MINUTE });
      expect(await authenticate(sandbox, { SignedSystemToken })).toMatchObject({ IsSuccessful: true });
    }
  });

  test.each([
    ["no public key", undefined],
    ["a public key that is none", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"],
  ])("is refused where the application has %s", async (_, publicKey) => {
    const { publicKey: __, ...rest } = APPLICATION;
    const application = publicKey === undefined ? rest : { ...rest, publicKey };
    const { sandbox } = await openTestTenant({ applications: [application] });
    expect(await authenticate(sandbox)).toMatchObject({ IsSuccessful: false });
  });

  test.each(["", "null", "[]", '"x"', "{", "[".repeat(300_000)])("the body %.10j is 400", async (body) => {
    const { sandbox } = await openTestTenant({ applications: [APPLICATION] });
    expect((await send(sandbox, PATH, { method: "POST", body })).status).toBe(400);
  });

  test("has a ticket that lives six hours", async () => {
    const { sandbox, clock } = await openTestTenant({ applications: [APPLICATION] });
    const authorization = `SoTicket ${await ticketOf(sandbox, (await authenticate(sandbox)).Token)}`;
    clock.now = TEST_NOW + 6 * HOUR - 1;
    expect(await statusOf(sandbox, { authorization })).toBe(200);
    clock.now += 6 * HOUR;
    expect(await statusOf(sandbox, { authorization })).toBe(401);
  });
});
