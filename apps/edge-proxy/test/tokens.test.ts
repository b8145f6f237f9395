import { createServer } from "node:http";
import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  type GenerateKeyPairResult,
  generateKeyPair,
  importJWK,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./support/client.ts";
import { startConfigured } from "./support/configured.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { type Program, runtimes } from "./support/programs.ts";
import { goodAnswer, goodRequest } from "./support/sample-requests.ts";

// Tokens are made by jose, which shares no code with what verifies them.
const ISSUER = "https://id.example";
const AUDIENCE = "so-proxy";
const algorithms = ["RS256", "PS256", "ES256", "ES384", "EdDSA"] as const;
type Algorithm = (typeof algorithms)[number];

const pairs = new Map<string, GenerateKeyPairResult>();
let stranger: GenerateKeyPairResult;
let jwks: { url: string; asked: () => number; other: () => number; close(): Promise<void> };
let upstream: HttpUpstream;

beforeAll(async () => {
  for (const alg of algorithms) pairs.set(alg, await generateKeyPair(alg, { extractable: true }));
  stranger = await generateKeyPair("RS256", { extractable: true });
  const keys = await Promise.all(
    [...pairs].map(async ([kid, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid, use: "sig" })),
  );
  // A key that is published for something else, and one for a shared secret.
  const secret = {
    kty: "oct",
    k: Buffer.from("shared secret of 32 characters!!").toString("base64url"),
    kid: "oct",
  };
  const encrypting = { ...(await exportJWK(stranger.publicKey)), kid: "enc", use: "enc" };
  jwks = await published({ keys: [...keys, secret, encrypting] });
  upstream = await httpUpstream();
  upstream.answer((response) =>
    response.writeHead(200, { "content-type": "application/json" }).end(goodAnswer),
  );
});
afterAll(async () => {
  await jwks?.close();
  await upstream?.close();
});

async function published(set: object): Promise<typeof jwks> {
  const counts = { keys: 0, other: 0 };
  const server = createServer((request, response) => {
    if (request.url === "/jwks") counts.keys += 1;
    else counts.other += 1;
    response.end(JSON.stringify(set));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked: () => counts.keys,
    other: () => counts.other,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const now = () => Math.floor(Date.now() / 1000);
const good = (): JWTPayload => ({ iss: ISSUER, aud: AUDIENCE, sub: "anna", exp: now() + 300 });

interface Made {
  readonly claims?: JWTPayload;
  readonly header?: object;
  readonly key?: CryptoKey | Uint8Array;
  readonly alg?: string;
}

function make({ claims = good(), header = {}, key, alg = "RS256" }: Made = {}): Promise<string> {
  const signing = key ?? pairs.get(alg)?.privateKey;
  if (signing === undefined) throw new Error("no key");
  return new SignJWT(claims).setProtectedHeader({ alg, kid: alg, ...header }).sign(signing);
}
const without = (name: keyof JWTPayload): JWTPayload => {
  const { [name]: _, ...rest } = good();
  return rest;
};

const taken: readonly [what: string, token: () => Promise<string>][] = [
  ...algorithms.map((alg): [string, () => Promise<string>] => [`signed by ${alg}`, () => make({ alg })]),
  ["for several audiences", () => make({ claims: { ...good(), aud: ["other", AUDIENCE] } })],
  ["that ended half a minute ago", () => make({ claims: { ...good(), exp: now() - 30 } })],
  ["that begins in half a minute", () => make({ claims: { ...good(), nbf: now() + 30 } })],
];
const refused: readonly [what: string, token: () => Promise<string>][] = [
  ["without a signature", async () => new UnsecuredJWT(good()).encode()],
  [
    "signed by HS256 with the public key for a secret",
    async () => {
      const text = await exportSPKI(pairs.get("RS256")?.publicKey as CryptoKey);
      return make({ alg: "HS256", key: new TextEncoder().encode(text), header: { kid: "RS256" } });
    },
  ],
  [
    "signed by HS256 with a published secret",
    () =>
      make({
        alg: "HS256",
        key: new TextEncoder().encode("shared secret of 32 characters!!"),
        header: { kid: "oct" },
      }),
  ],
  [
    "signed by an algorithm that is not asked for",
    async () => {
      const jwk = await exportJWK(pairs.get("RS256")?.privateKey as CryptoKey);
      return make({
        alg: "RS512",
        key: (await importJWK(jwk, "RS512")) as CryptoKey,
        header: { kid: "RS256" },
      });
    },
  ],
  ["signed by a stranger under a known id", () => make({ key: stranger.privateKey })],
  ["of a key id that nobody knows", () => make({ header: { kid: "unknown" } })],
  ["with the id of a key of another kind", () => make({ header: { kid: "ES256" } })],
  [
    "signed by a key that is published for encryption",
    () => make({ key: stranger.privateKey, header: { kid: "enc" } }),
  ],
  [
    "that brings its own key",
    async () =>
      make({
        key: stranger.privateKey,
        header: { kid: undefined, jwk: await exportJWK(stranger.publicKey) },
      }),
  ],
  [
    "that names where its key is",
    () => make({ key: stranger.privateKey, header: { jku: `${jwks.url}/evil` } }),
  ],
  ["with an extension that must be understood", () => make({ header: { crit: ["b64"], b64: true } })],
  ["that ended", () => make({ claims: { ...good(), exp: now() - 90 } })],
  ["that does not end", () => make({ claims: without("exp") })],
  ["that has not begun", () => make({ claims: { ...good(), nbf: now() + 90 } })],
  ["of another issuer", () => make({ claims: { ...good(), iss: `${ISSUER}/` } })],
  ["for another audience", () => make({ claims: { ...good(), aud: "so-proxy-2" } })],
  ["for nobody", () => make({ claims: without("aud") })],
  ["that was cut", async () => (await make()).slice(0, -2)],
  [
    "with its payload changed",
    async () =>
      (await make()).replace(
        /\.[^.]+\./,
        `.${Buffer.from(JSON.stringify({ ...good(), sub: "admin" })).toString("base64url")}.`,
      ),
  ],
  ["that is no token", async () => "a.b.c"],
];

describe.each(runtimes)("tokens made by jose, on $runtime,", (on) => {
  let program: Program;
  beforeAll(async () => {
    const jwt = { issuer: ISSUER, audience: AUDIENCE, jwks: `${jwks.url}/jwks`, algorithms };
    const callers = [{ name: "intranet", jwt }];
    program = await startConfigured(on, { UPSTREAM: upstream.url, LOG: "all" }, { callers });
  });
  afterAll(() => program?.stop());

  const send = (token: string) =>
    ask(program.address, {
      ...goodRequest,
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    });

  it.each(taken)("%s are taken, and stay here", async (_what, token) => {
    const answer = await send(await token());
    expect(answer.status, answer.text).toBe(200);
    expect(upstream.seen.at(-1)?.headers).not.toHaveProperty("authorization");
  });

  it.each(refused)("%s are refused", async (_what, token) => {
    const before = upstream.seen.length;
    const answer = await send(await token());
    expect([answer.status, answer.json.code]).toEqual([401, "caller-unknown"]);
    expect(answer.headers["www-authenticate"]).toMatch(/^Bearer realm="so-proxy"/);
    expect(upstream.seen.length).toBe(before);
    expect(jwks.other()).toBe(0);
  });

  it("of unknown keys do not have the list fetched with each of them", async () => {
    const before = jwks.asked();
    for (let time = 0; time < 20; time++) await send(await make({ header: { kid: `guess-${time}` } }));
    expect(jwks.asked() - before).toBeLessThanOrEqual(1);
  });
});

it("the kinds of keys are those of the algorithms", () => {
  expect([...pairs.keys()] satisfies string[]).toEqual([...algorithms] satisfies readonly Algorithm[]);
});
