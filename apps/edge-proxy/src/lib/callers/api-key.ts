import { equalSecrets } from "@so-webapi/platform/session";
import { hex, type Sha256, webSha256 } from "../sha256/sha256.ts";

/** A stored hash, taken apart. */
interface KeyHash {
  readonly salt: string;
  readonly digest: string;
}

/** Finds whose key a key is; undefined where it is nobody's. */
export type FindKey<Owner> = (key: string) => Promise<Owner | undefined>;

const form = /^sha256:([A-Za-z0-9._~-]{8,128}):([0-9a-f]{64})$/;

/** True for `sha256:<salt>:<digest>`: a salt of 8 to 128 unreserved characters, and the digest in lower-case hex. */
export function isKeyHash(text: string): boolean {
  return form.test(text);
}

/**
 * Hashes an API key: SHA-256 of the salt with the key behind it. One round is enough for keys that are random; what
 * people think up is no key.
 *
 * @example
 * await hashApiKey("sopk_secret", "0123456789abcdef"); // "sha256:0123456789abcdef:…"
 */
export async function hashApiKey(key: string, salt: string): Promise<string> {
  return `sha256:${salt}:${await webSha256(salt + key)}`;
}

/** Makes a key of 256 random bits and its hash. The key is shown once and kept nowhere. */
export async function makeApiKey(): Promise<{ readonly key: string; readonly hash: string }> {
  const key = `sopk_${hex(crypto.getRandomValues(new Uint8Array(32)))}`;
  return { key, hash: await hashApiKey(key, hex(crypto.getRandomValues(new Uint8Array(16)))) };
}

/**
 * Builds the search over all hashes. A key is hashed once per salt, and compared with every digest of it in constant
 * time, so that the time tells nothing of where they differ.
 *
 * @throws {TypeError} for a text that is no hash.
 */
export function keyFinder<Owner>(
  hashes: readonly (readonly [hash: string, owner: Owner])[],
  sha256: Sha256 = webSha256,
): FindKey<Owner> {
  const bySalt = new Map<string, { readonly digest: string; readonly owner: Owner }[]>();
  for (const [text, owner] of hashes) {
    const { salt, digest } = parseHash(text);
    const group = bySalt.get(salt) ?? [];
    bySalt.set(salt, group);
    group.push({ digest, owner });
  }
  return async (key) => {
    let found: Owner | undefined;
    for (const [salt, group] of bySalt) {
      const digest = await sha256(salt + key);
      for (const candidate of group) if (equalSecrets(candidate.digest, digest)) found = candidate.owner;
    }
    return found;
  };
}

function parseHash(text: string): KeyHash {
  const [, salt, digest] = form.exec(text) ?? [];
  if (salt === undefined || digest === undefined)
    throw new TypeError("an API key's hash must be sha256:<salt>:<digest>");
  return { salt, digest };
}
