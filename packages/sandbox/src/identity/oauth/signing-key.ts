import { eq } from "drizzle-orm";
import type { CryptoKey, JWK } from "jose";
import { meta } from "../../storage/schema.ts";
import type { Tenant } from "../../tenant/tenant.ts";

/** What signs the sandbox's tokens: RS256, as the vendor's metadata document says. */
export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** For the `jwks` document, with `kid`, `use` and `alg`. */
  readonly publicJwk: JWK & { readonly kid: string };
}

const META_KEY = "signing-key";

/** The tenant's key pair: made at the first use and kept in `meta`, so that tokens outlive a restart. */
export async function signingKey(tenant: Tenant): Promise<SigningKey> {
  const { calculateJwkThumbprint, importJWK } = await import("jose");
  const jwk = (await storedKey(tenant)) ?? (await makeKey(tenant));
  const { d, p, q, dp, dq, qi, ...publicPart } = jwk;
  const [privateKey, publicKey, kid] = await Promise.all([
    importJWK(jwk, "RS256"),
    importJWK(publicPart, "RS256"),
    calculateJwkThumbprint(publicPart),
  ]);
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array)
    throw new Error("the signing key in meta is no RSA key");
  return { privateKey, publicKey, publicJwk: { ...publicPart, kid, use: "sig", alg: "RS256" } };
}

async function storedKey({ database }: Tenant): Promise<JWK | undefined> {
  const [row] = await database.select().from(meta).where(eq(meta.key, META_KEY));
  return row === undefined ? undefined : JSON.parse(row.value);
}

/** Of two that make one at the same time the first is kept. */
async function makeKey(tenant: Tenant): Promise<JWK> {
  const { exportJWK, generateKeyPair } = await import("jose");
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const made = await exportJWK(privateKey);
  await tenant.database
    .insert(meta)
    .values({ key: META_KEY, value: JSON.stringify(made) })
    .onConflictDoNothing();
  return (await storedKey(tenant)) ?? made;
}
