import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer } from "node:http";

/** A key of an issuer. */
export interface IssuerKey {
  readonly kid: string;
  readonly alg: "RS256" | "ES256" | "EdDSA";
  readonly privateKey: KeyObject;
  readonly jwk: Readonly<Record<string, unknown>>;
}

/** An issuer of tokens on a real socket, which counts how often its keys are asked for. */
export interface Issuer {
  readonly url: string;
  readonly jwks: string;
  /** What it publishes; undefined has it answer 500. */
  keys: readonly IssuerKey[] | undefined;
  readonly asked: () => number;
  close(): Promise<void>;
}

export function issuerKey(kid: string, alg: IssuerKey["alg"] = "RS256"): IssuerKey {
  const { publicKey, privateKey } =
    alg === "RS256"
      ? generateKeyPairSync("rsa", { modulusLength: 2048 })
      : alg === "ES256"
        ? generateKeyPairSync("ec", { namedCurve: "P-256" })
        : generateKeyPairSync("ed25519");
  return { kid, alg, privateKey, jwk: { ...publicKey.export({ format: "jwk" }), kid, use: "sig" } };
}

/** Signs a token; `header` and `claims` win over what fits. */
export function token(key: IssuerKey, claims: object, header: object = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: key.alg, kid: key.kid, typ: "JWT", ...header })}.${part(claims)}`;
  const signature = sign(key.alg === "EdDSA" ? null : "sha256", Buffer.from(text), {
    key: key.privateKey,
    dsaEncoding: "ieee-p1363",
  });
  return `${text}.${signature.toString("base64url")}`;
}

export async function issuer(keys: readonly IssuerKey[]): Promise<Issuer> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    if (one.keys === undefined) response.writeHead(500).end();
    else response.end(JSON.stringify({ keys: one.keys.map(({ jwk }) => jwk) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = `http://127.0.0.1:${address.port}`;
  const one: Issuer = {
    url,
    jwks: `${url}/jwks`,
    keys,
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return one;
}
