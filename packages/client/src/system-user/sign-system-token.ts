import { toBase64 } from "../identity/base64.ts";

/**
 * Signs a system user token: the token, the time to the minute in UTC, and the signature of both (RSA, PKCS#1 v1.5,
 * SHA-256) in base64, with dots between them.
 *
 * Source: platform, "Who is calling"; docs.superoffice.com, "How to sign system user token".
 *
 * @param now - milliseconds since 1970.
 */
export async function signSystemToken(systemToken: string, key: CryptoKey, now: number): Promise<string> {
  const minute = new Date(now).toISOString().slice(0, 16).replace(/\D/g, "");
  const signed = `${systemToken}.${minute}`;
  const signature = await crypto.subtle.sign("RSASSA-PKCS1-v1_5", key, new TextEncoder().encode(signed));
  return `${signed}.${toBase64(new Uint8Array(signature))}`;
}
