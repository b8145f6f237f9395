import { createVerify, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { pocketAgent } from "../../src/generated/agents/pocket.ts";
import { createClient, SoOptionsError } from "../../src/index.ts";
import { type SystemUserOptions, type SystemUserTicket, systemUser } from "../../src/system-user/index.ts";
import {
  type Answer,
  clockAt,
  foreign,
  type Issuer,
  openIssuer,
  published,
  signJwt,
} from "../identity/issuer.ts";
import { serve } from "../server.ts";

const PATH = "/Login/api/PartnerSystemUser/Authenticate";
const KEYS = "/login/.well-known/jwks";
const PREFIX = "http://schemes.superoffice.net/identity/";
const HOUR = 3_600_000;
const SYSTEM_TOKEN = "SuperOffice DevNet Node OIDC-8k8Q7DmBgo";

/** The application's own pair: any will do that the identity server does not sign with. */
const application = foreign;
const pkcs8 = application.privateKey.export({ format: "pem", type: "pkcs8" }) as string;
const pkcs1 = application.privateKey.export({ format: "pem", type: "pkcs1" }) as string;

/** .NET's `RSA.ToXmlString(true)`. */
function xmlOf(key: KeyObject): string {
  const jwk = key.export({ format: "jwk" }) as Record<string, string>;
  const names = { Modulus: "n", Exponent: "e", P: "p", Q: "q", DP: "dp", DQ: "dq", InverseQ: "qi", D: "d" };
  const members = Object.entries(names).map(([name, member]) => {
    const base64 = Buffer.from(jwk[member] ?? "", "base64url").toString("base64");
    return `  <${name}>${base64}</${name}>`;
  });
  return `<RSAKeyValue>\n${members.join("\r\n")}\n</RSAKeyValue>`;
}

function claims(nowMs: number, ticket: string, more: object = {}): object {
  const now = Math.floor(nowMs / 1000);
  return {
    iss: "SuperOffice AS",
    aud: "spn:1801550193",
    iat: now,
    nbf: now - 60,
    exp: now + 300,
    [`${PREFIX}serial`]: "1801550193",
    [`${PREFIX}ctx`]: "Cust12345",
    [`${PREFIX}ticket`]: ticket,
    ...more,
  };
}

interface SetUp extends AsyncDisposable {
  readonly issuer: Issuer;
  readonly clock: ReturnType<typeof clockAt>;
  readonly auth: ReturnType<typeof systemUser>;
  ask(
    more?: Partial<Parameters<ReturnType<typeof systemUser>>[0]>,
  ): Promise<Awaited<ReturnType<ReturnType<typeof systemUser>>>>;
  /** What requests are sent with. */
  headers(): Promise<readonly (string | null)[]>;
  options(more?: Partial<SystemUserOptions>): SystemUserOptions;
}

/** A server that gives tickets 1, 2, 3, … for what the application has signed, and 403 for the rest. */
async function setUp(more: Partial<SystemUserOptions> = {}): Promise<SetUp> {
  const issuer = await openIssuer();
  const clock = clockAt();
  let count = 0;
  issuer.answer = (_form, { body }): Answer => {
    const { SignedSystemToken, ...rest } = JSON.parse(body);
    const [, signed = "", signature = ""] = /^(.*\.\d{12})\.([^.]*)$/s.exec(SignedSystemToken) ?? [];
    expect(rest).toEqual({
      ApplicationToken: "secret-1",
      ContextIdentifier: "Cust12345",
      ReturnTokenType: "JWT",
    });
    const isSigned = createVerify("RSA-SHA256")
      .update(signed)
      .verify(application.publicKey, signature, "base64");
    if (!isSigned || !signed.startsWith(`${SYSTEM_TOKEN}.`)) return [403, {}];
    return [
      200,
      { IsSuccessful: true, Token: signJwt(claims(clock.now, `7T:${++count}==`)), ErrorMessage: null },
    ];
  };
  const options = (other: Partial<SystemUserOptions> = {}): SystemUserOptions => ({
    environment: issuer.url as `http://${string}`,
    tenant: "Cust12345",
    systemToken: SYSTEM_TOKEN,
    applicationToken: "secret-1",
    privateKey: pkcs8,
    now: clock.read,
    ...more,
    ...other,
  });
  const auth = systemUser(options());
  const ask: SetUp["ask"] = async (request) => auth({ signal: new AbortController().signal, ...request });
  return {
    issuer,
    clock,
    auth,
    ask,
    options,
    async headers() {
      const { headers } = (await ask()).applyTo(new Request("http://x"));
      return [headers.get("Authorization"), headers.get("SO-AppToken")];
    },
    [Symbol.asyncDispose]: () => issuer[Symbol.asyncDispose](),
  };
}

const asked = ({ issuer }: SetUp) => issuer.asked(PATH).length;

describe("a system user", () => {
  it("signs its token, and is given a ticket in a token that was signed", async () => {
    await using one = await setUp();
    one.clock.now = Date.UTC(2026, 0, 2, 3, 4, 59);
    expect(await one.headers()).toEqual(["SoTicket 7T:1==", "secret-1"]);
    const { SignedSystemToken } = JSON.parse(one.issuer.asked(PATH)[0]?.body ?? "");
    expect(SignedSystemToken).toMatch(
      /^SuperOffice DevNet Node OIDC-8k8Q7DmBgo\.202601020304\.[A-Za-z0-9+/]+={0,2}$/,
    );
  });

  it.each<[title: string, key: () => SystemUserOptions["privateKey"] | Promise<CryptoKey>]>([
    ["PEM in PKCS#8", () => pkcs8],
    ["PEM in PKCS#1", () => pkcs1],
    [
      "PEM with the line breaks of Windows and words before it",
      () => `Bag Attributes: x\r\n${pkcs8.replaceAll("\n", "\r\n")}`,
    ],
    ["PEM on one line, as in a variable", () => pkcs1.replaceAll("\n", " ")],
    ["the vendor's XML", () => xmlOf(application.privateKey)],
    [
      "a CryptoKey",
      () => {
        const der = new Uint8Array(application.privateKey.export({ format: "der", type: "pkcs8" }));
        const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
        return crypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]);
      },
    ],
  ])("signs with %s", async (_title, key) => {
    await using one = await setUp({ privateKey: await key() });
    expect(await one.headers()).toEqual(["SoTicket 7T:1==", "secret-1"]);
  });

  it("takes out one ticket for all who wait", async () => {
    await using one = await setUp();
    const credentials = await Promise.all(Array.from({ length: 20 }, () => one.ask()));
    expect(new Set(credentials).size).toBe(1);
    expect(one.issuer.seen.map(({ target }) => target)).toEqual([PATH, KEYS]);
  });

  it("keeps a ticket that is used, and takes out another five minutes before the end of one that is not", async () => {
    await using one = await setUp();
    const first = await one.ask();
    for (let hour = 0; hour < 24; hour++) {
      one.clock.now += HOUR;
      expect(await one.ask()).toBe(first);
    }
    one.clock.now += 6 * HOUR - 300_001;
    expect(await one.ask()).toBe(first);
    one.clock.now += 6 * HOUR - 300_000;
    expect(await one.ask()).not.toBe(first);
    expect(asked(one)).toBe(2);
  });

  it("counts an end too early by an hour at most, never too late", async () => {
    await using one = await setUp();
    const first = await one.ask();
    one.clock.now += HOUR - 1;
    await one.ask();
    // Six hours from the first use, since the second was within the hour.
    one.clock.now += 5 * HOUR + 1 - 300_000;
    expect(await one.ask()).not.toBe(first);
  });

  it("takes out another ticket when one was rejected, once for all", async () => {
    await using one = await setUp();
    const rejected = await one.ask();
    const [a, b] = await Promise.all([one.ask({ rejected }), one.ask({ rejected })]);
    expect(a).toBe(b);
    expect(a).not.toBe(rejected);
    expect(await one.ask({ rejected })).toBe(a);
    expect(asked(one)).toBe(2);
  });

  it("goes on when who waits goes away", async () => {
    await using one = await setUp();
    const controller = new AbortController();
    const aborted = one.ask({ signal: controller.signal });
    controller.abort(new Error("gone"));
    await expect(aborted).rejects.toThrow("gone");
    await one.ask();
    expect(asked(one)).toBe(1);
  });

  it("gives a client what it needs, and another ticket after a 401", async () => {
    await using one = await setUp();
    await using api = await serve((response, { headers }) => {
      response.writeHead(headers["authorization"] === "SoTicket 7T:1==" ? 401 : 200, {
        "Content-Type": "application/json",
      });
      response.end("null");
    });
    const so = createClient({ baseUrl: api.url, auth: one.auth, apis: [pocketAgent] });
    expect(await so.agents.pocket.getMyCallerIDs({})).toMatchObject({ ok: true });
    expect(api.seen.map(({ headers }) => headers["so-apptoken"])).toEqual(["secret-1", "secret-1"]);
    expect(asked(one)).toBe(2);
  });
});

describe("a store of tickets", () => {
  it("spares a ticket, and is told once an hour that it is in use", async () => {
    const saved: SystemUserTicket[] = [];
    const store = { load: () => saved.at(-1), save: (ticket: SystemUserTicket) => void saved.push(ticket) };
    await using one = await setUp({ store });
    const start = one.clock.now;
    expect(await one.headers()).toEqual(["SoTicket 7T:1==", "secret-1"]);
    for (let half = 0; half < 5; half++) {
      one.clock.now += HOUR / 2;
      const other = systemUser(one.options());
      const credential = await other({ signal: new AbortController().signal });
      expect(credential.applyTo(new Request("http://x")).headers.get("Authorization")).toBe(
        "SoTicket 7T:1==",
      );
    }
    expect(asked(one)).toBe(1);
    expect(saved.map(({ ticket, endsAt }) => [ticket, (endsAt - start) / HOUR])).toEqual([
      ["7T:1==", 6],
      ["7T:1==", 7],
      ["7T:1==", 8],
    ]);
  });

  it("that fails with a new ticket fails the call, and the ticket is not lost", async () => {
    const saved: SystemUserTicket[] = [];
    let isBroken = true;
    const store = {
      load: () => undefined,
      save: (ticket: SystemUserTicket) => {
        if (isBroken) throw new Error("disk full");
        saved.push(ticket);
      },
    };
    await using one = await setUp({ store });
    await expect(one.ask()).rejects.toMatchObject({ code: "system-user", reason: "store" });
    isBroken = false;
    await one.ask();
    expect(saved.map(({ ticket }) => ticket)).toEqual(["7T:1=="]);
    expect(asked(one)).toBe(1);
  });

  it("that lags behind does not bring an old ticket back", async () => {
    let stored: SystemUserTicket | undefined;
    const store = { load: () => stored, save: () => {} };
    await using one = await setUp({ store });
    const start = one.clock.now;
    const rejected = await one.ask();
    stored = { ticket: "7T:old==", endsAt: start + HOUR };
    const next = await one.ask({ rejected });
    expect(next.applyTo(new Request("http://x")).headers.get("Authorization")).toBe("SoTicket 7T:2==");
  });
});

describe("a token that comes back is refused, and no ticket taken out of it", () => {
  const now = clockAt().now;
  const seconds = (off: number) => Math.floor(now / 1000) + off;
  it.each<[title: string, reason: string, token: () => string]>([
    ["with alg none", "algorithm", () => signJwt(claims(now, "7T:x"), { header: { alg: "none" } })],
    ["with alg HS256", "algorithm", () => signJwt(claims(now, "7T:x"), { header: { alg: "HS256" } })],
    [
      "with a kid that nobody published",
      "key",
      () => signJwt(claims(now, "7T:x"), { header: { kid: "two" } }),
    ],
    [
      "with the application's own signature",
      "signature",
      () => signJwt(claims(now, "7T:x"), { key: application.privateKey }),
    ],
    [
      "with another ticket put in",
      "signature",
      () => {
        const [head, , signature] = signJwt(claims(now, "7T:x")).split(".");
        return `${head}.${signJwt(claims(now, "7T:y")).split(".")[1]}.${signature}`;
      },
    ],
    [
      "of the issuer of ID tokens",
      "issuer",
      () => signJwt(claims(now, "7T:x", { iss: "https://sod.superoffice.com" })),
    ],
    ["for another database than it names", "audience", () => signJwt(claims(now, "7T:x", { aud: "spn:1" }))],
    ["for an application", "audience", () => signJwt(claims(now, "7T:x", { aud: "app" }))],
    [
      "without a database",
      "claim",
      () => signJwt(claims(now, "7T:x", { aud: "spn:undefined", [`${PREFIX}serial`]: undefined })),
    ],
    ["that is over", "expired", () => signJwt(claims(now, "7T:x", { exp: seconds(-60) }))],
    ["that begins later", "not-yet-valid", () => signJwt(claims(now, "7T:x", { nbf: seconds(61) }))],
    ["of another tenant", "claim", () => signJwt(claims(now, "7T:x", { [`${PREFIX}ctx`]: "Cust1" }))],
    ["without a ticket", "claim", () => signJwt(claims(now, "7T:x", { [`${PREFIX}ticket`]: undefined }))],
    ["with a ticket that no header can carry", "claim", () => signJwt(claims(now, "7T:x\r\nX: y"))],
    ["that is no JWT", "malformed", () => "7T:x"],
  ])("%s: %s", async (_title, reason, token) => {
    await using one = await setUp();
    one.issuer.answer = () => [200, { IsSuccessful: true, Token: token() }];
    const error = await one.ask().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "token", reason, call: { path: PATH } });
    expect((error as Error).message).not.toMatch(/7T|Cust|secret/);
  });

  it("tells by how much this clock is off", async () => {
    await using one = await setUp();
    one.issuer.answer = () => [
      200,
      { IsSuccessful: true, Token: signJwt(claims(one.clock.now - 2 * HOUR, "7T:x")) },
    ];
    await expect(one.ask()).rejects.toThrow(
      "by this clock it ended 6900 s ago. If it was issued just now, this clock is wrong.",
    );
  });

  it("takes the tenant in any letter case, and its own key for the first token that needs it", async () => {
    await using one = await setUp();
    one.issuer.answer = () => [
      200,
      {
        IsSuccessful: true,
        Token: signJwt(claims(one.clock.now, "7T:x", { [`${PREFIX}ctx`]: "cust12345" })),
      },
    ];
    await expect(one.ask()).resolves.toBeDefined();
    expect(published.publicKey).not.toBe(application.publicKey);
  });
});

describe("a refusal", () => {
  const date = (ms: number) => ({ Date: new Date(ms).toUTCString() });
  it.each<[title: string, answer: (now: number) => Answer, expected: object]>([
    [
      "that comes as a success",
      (now) => [200, { IsSuccessful: false, Token: null, ErrorMessage: "No such <token>" }, date(now)],
      { reason: "refused", status: 200, description: "No such <token>", skewMs: 0 },
    ],
    ["with a status", (now) => [403, {}, date(now)], { reason: "refused", status: 403 }],
    ["in HTML", (now) => [502, "<h1>Bad gateway</h1>", date(now)], { reason: "refused", status: 502 }],
    [
      "by a redirect",
      (now) => [302, "", { ...date(now), Location: "https://elsewhere.example" }],
      { reason: "refused", status: 302 },
    ],
    [
      "by a clock that is 59 s ahead",
      (now) => [403, {}, date(now + 59_000)],
      { reason: "refused", skewMs: 59_000 },
    ],
    [
      "by a clock that is an hour ahead",
      (now) => [200, { IsSuccessful: false }, date(now + HOUR)],
      { reason: "clock", skewMs: HOUR },
    ],
    [
      "by a clock that is an hour behind",
      (now) => [401, {}, date(now - HOUR)],
      { reason: "clock", skewMs: -HOUR },
    ],
    ["without a token", (now) => [200, { IsSuccessful: true }, date(now)], { reason: "answer" }],
    ["without a word", (now) => [200, {}, date(now)], { reason: "answer" }],
    ["that is a list", (now) => [200, [], date(now)], { reason: "answer" }],
  ])("%s says so, and repeats nothing of it", async (_title, answer, expected) => {
    await using one = await setUp();
    one.issuer.answer = () => answer(one.clock.now);
    const error = await one.ask().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "SoSystemUserError", code: "system-user", ...expected });
    expect((error as Error).message).not.toMatch(/secret|8k8Q|<|Cust/);
  });

  it("for a wrong clock says how far it is off, and in which direction", async () => {
    await using one = await setUp();
    one.issuer.answer = () => [403, {}, date(one.clock.now + HOUR)];
    await expect(one.ask()).rejects.toThrow(
      "this clock is 3600 s behind the server's, and its time is part of what was signed",
    );
    one.issuer.answer = () => [403, {}, date(one.clock.now - HOUR)];
    await expect(one.ask()).rejects.toThrow("this clock is 3600 s ahead of the server's");
  });

  it("is not kept: the next call asks again", async () => {
    await using one = await setUp();
    const { answer } = one.issuer;
    one.issuer.answer = () => [503, {}];
    await expect(one.ask()).rejects.toMatchObject({ status: 503 });
    one.issuer.answer = answer;
    expect(await one.headers()).toEqual(["SoTicket 7T:1==", "secret-1"]);
  });

  it("leaves a ticket that still lives in use", async () => {
    await using one = await setUp();
    const first = await one.ask();
    one.issuer.answer = () => [503, {}];
    one.clock.now += 6 * HOUR - 200_000;
    expect(await one.ask()).toBe(first);
    expect(asked(one)).toBe(2);
    await expect(one.ask({ rejected: first })).rejects.toMatchObject({ status: 503 });
  });

  it("for want of an answer is a time-out", async () => {
    await using one = await setUp({ timeoutMs: 60 });
    one.issuer.answer = () => new Promise(() => {});
    await expect(one.ask()).rejects.toMatchObject({ code: "timeout" });
  });
});

describe("a private key is refused, with what to do", () => {
  const aes = { cipher: "aes-256-cbc", passphrase: "x" };
  const encrypted = application.privateKey.export({ format: "pem", type: "pkcs8", ...aes }) as string;
  const oldEncrypted = application.privateKey.export({ format: "pem", type: "pkcs1", ...aes }) as string;
  const publicPem = application.publicKey.export({ format: "pem", type: "spki" }) as string;
  it.each<[title: string, key: string, message: RegExp]>([
    ["with a password", encrypted, /openssl pkey/],
    ["with a password in the old form", oldEncrypted, /openssl pkey/],
    ["that is the public one", publicPem, /private key, not the public one/],
    [
      "that is the public one in XML",
      "<RSAKeyValue><Modulus>AA==</Modulus></RSAKeyValue>",
      /not the public one/,
    ],
    [
      "that is a certificate",
      "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----",
      /not the public one/,
    ],
    [
      "for an elliptic curve",
      "-----BEGIN EC PRIVATE KEY-----\nAA==\n-----END EC PRIVATE KEY-----",
      /RSA keys only/,
    ],
    ["that is cut short", pkcs8.slice(0, 400), /all of its lines/],
    ["that is the name of a file", "private.pem", /text of a PEM file/],
    ["that is empty", "", /text of a PEM file/],
    ["that is no text", undefined as never, /RSASSA/],
  ])("%s", async (_title, privateKey, message) => {
    await using one = await setUp();
    expect(() => systemUser(one.options({ privateKey }))).toThrow(SoOptionsError);
    expect(() => systemUser(one.options({ privateKey }))).toThrow(message);
  });

  it.each([
    ["that is no key inside", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"],
    ["that is no base64 inside", "-----BEGIN RSA PRIVATE KEY-----\n????\n-----END RSA PRIVATE KEY-----"],
    ["that lost a line on its way", pkcs8.replace(/\n[^\n]{64}\n/, "\n")],
    ["in XML that lacks a member", xmlOf(application.privateKey).replace(/<DP>.*<\/DP>/, "")],
  ])("%s, when it is used first; nothing is sent", async (_title, privateKey) => {
    await using one = await setUp({ privateKey });
    const error = await one.ask().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "system-user", reason: "key", cause: expect.anything() });
    expect(one.issuer.seen).toEqual([]);
  });

  it("when it is a CryptoKey for something else", async () => {
    await using one = await setUp();
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const privateKey = await crypto.subtle.importKey("raw", new Uint8Array(32), algorithm, false, ["sign"]);
    expect(() => systemUser(one.options({ privateKey }))).toThrow(/RSASSA-PKCS1-v1_5/);
  });
});

it("mistakes in the options are told all at once", () => {
  const wrong = {
    environment: "prod" as never,
    tenant: "../x",
    systemToken: "a\n",
    applicationToken: "b c",
    privateKey: "",
    renewBeforeMs: 6 * HOUR,
  };
  try {
    systemUser(wrong);
    expect.unreachable();
  } catch (error) {
    expect((error as SoOptionsError).issues.map(({ option }) => option)).toEqual(Object.keys(wrong));
  }
});

it("nothing of a system user shows when it is logged", async () => {
  await using one = await setUp();
  const { inspect } = await import("node:util");
  const shown = inspect([one.auth, await one.ask()], { depth: 9, showHidden: true });
  expect(shown).not.toMatch(/7T|secret-1|BEGIN|8k8Q/);
});
