import { createVerify, type KeyObject } from "node:crypto";
import { expect } from "vitest";
import { type SystemUserOptions, systemUser } from "../../src/system-user/index.ts";
import { type Answer, clockAt, foreign, type Issuer, openIssuer, signJwt } from "../identity/issuer.ts";

export const PATH = "/Login/api/PartnerSystemUser/Authenticate";
export const KEYS = "/login/.well-known/jwks";
export const PREFIX = "http://schemes.superoffice.net/identity/";
export const HOUR = 3_600_000;
const SYSTEM_TOKEN = "SuperOffice DevNet Node OIDC-8k8Q7DmBgo";

/** The application's own pair: any will do that the identity server does not sign with. */
export const application = foreign;
export const pkcs8 = application.privateKey.export({ format: "pem", type: "pkcs8" }) as string;
export const pkcs1 = application.privateKey.export({ format: "pem", type: "pkcs1" }) as string;

/** .NET's `RSA.ToXmlString(true)`. */
export function xmlOf(key: KeyObject): string {
  const jwk = key.export({ format: "jwk" }) as Record<string, string>;
  const names = { Modulus: "n", Exponent: "e", P: "p", Q: "q", DP: "dp", DQ: "dq", InverseQ: "qi", D: "d" };
  const members = Object.entries(names).map(([name, member]) => {
    const base64 = Buffer.from(jwk[member] ?? "", "base64url").toString("base64");
    return `  <${name}>${base64}</${name}>`;
  });
  return `<RSAKeyValue>\n${members.join("\r\n")}\n</RSAKeyValue>`;
}

export function claims(nowMs: number, ticket: string, more: object = {}): object {
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

export interface SetUp extends AsyncDisposable {
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
export async function setUp(more: Partial<SystemUserOptions> = {}): Promise<SetUp> {
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
      const { headers } = (await ask()).applyTo(new Headers());
      return [headers.get("Authorization"), headers.get("SO-AppToken")];
    },
    [Symbol.asyncDispose]: () => issuer[Symbol.asyncDispose](),
  };
}

export const asked = ({ issuer }: SetUp) => issuer.asked(PATH).length;
