import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { type Seen, serve, type TestServer } from "../server.ts";

const PREFIX = "http://schemes.superoffice.net/identity/";

/** Key pairs are costly: one that is published, and one that is not. */
export const published = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });

export const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A JWT by another implementation than the one under test. */
export function signJwt(claims: object, options: { header?: object; key?: KeyObject } = {}): string {
  const { header = {}, key = published.privateKey } = options;
  const signed = `${part({ alg: "RS256", typ: "JWT", kid: "one", ...header })}.${part(claims)}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key).toString("base64url")}`;
}

export function jwk(key: KeyObject, more: object = {}): object {
  return { ...key.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "one", ...more };
}

/** Claims as docs.superoffice.com, "Validate security tokens" has them, with its `iat` in quotes. */
export function idClaims(issuer: string, nowMs: number, more: object = {}): object {
  const now = Math.floor(nowMs / 1000);
  return {
    sub: "tony@superoffice.com",
    [`${PREFIX}associateid`]: "5",
    [`${PREFIX}email`]: "tony@superoffice.com",
    [`${PREFIX}upn`]: "tony@superoffice.com",
    [`${PREFIX}is_administrator`]: "False",
    [`${PREFIX}ctx`]: "Cust26759",
    [`${PREFIX}company_name`]: "Tonys Developer Network",
    [`${PREFIX}serial`]: "1801550193",
    [`${PREFIX}webapi_url`]: "https://sod.superoffice.com/Cust26759/api/",
    [`${PREFIX}system_token`]: "SuperOffice DevNet Node OIDC-8k8Q7DmBgo",
    iat: String(now),
    nbf: now - 60,
    exp: now + 300,
    iss: issuer,
    aud: "app",
    ...more,
  };
}

/** What an endpoint answers: a status and a body, or a status and a text that is no JSON. */
export type Answer = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];

export interface Issuer extends TestServer {
  /** Keys of `/login/.well-known/jwks`. */
  keys: readonly object[];
  /** Answers POSTs. A promise holds the answer back. */
  answer: (form: URLSearchParams, seen: Seen) => Answer | Promise<Answer>;
  /** Requests to a path. */
  asked(path: string): readonly Seen[];
}

/** A server of identities on a real socket. */
export async function openIssuer(): Promise<Issuer> {
  const server = await serve(async (response, seen) => {
    const [status, body, headers = {}] =
      seen.method === "GET" && seen.target === "/login/.well-known/jwks"
        ? ([200, { keys: issuer.keys }] as const)
        : await issuer.answer(new URLSearchParams(seen.body), seen);
    const isText = typeof body === "string";
    response.writeHead(status, { "Content-Type": isText ? "text/html" : "application/json", ...headers });
    response.end(isText ? body : JSON.stringify(body));
  });
  const issuer: Issuer = Object.assign(server, {
    keys: [jwk(published.publicKey)],
    answer: (): Answer => [404, {}],
    asked: (path: string) => server.seen.filter(({ target }) => target === path),
  });
  return issuer;
}

export interface Clock {
  now: number;
}

/** A clock that tests move. */
export function clockAt(now = Date.UTC(2026, 10, 22, 12)): Clock & { read(): number } {
  const clock = { now, read: () => clock.now };
  return clock;
}
