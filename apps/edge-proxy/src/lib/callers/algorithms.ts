/** Signatures that can be asked for. There is no `none`, and nothing with a shared secret (RFC 8725, 3.1 and 3.2). */
export const jwtAlgorithms = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "EdDSA",
] as const;

/** A signature algorithm of JOSE that tokens may be signed with; `none` and shared secrets are not among them. */
export type JwtAlgorithm = (typeof jwtAlgorithms)[number];

/** A key of Web Crypto, under a name that every runtime's types know. */
export type VerifyingKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** How Web Crypto calls an algorithm of JOSE (RFC 7518, 3.1; RFC 8037, 3.1). */
export interface AlgorithmFacts {
  /** `kty` of a key that fits. */
  readonly keyType: "RSA" | "EC" | "OKP";
  /** `crv` of a key that fits; absent where any is right. */
  readonly curve?: string;
  readonly importAs: { name: string; hash: string } | { name: string; namedCurve: string } | { name: string };
  readonly verifyAs: { name: string; hash: string } | { name: string; saltLength: number } | { name: string };
}

export function algorithmFacts(algorithm: JwtAlgorithm): AlgorithmFacts {
  const bits = algorithm.slice(2);
  const hash = `SHA-${bits}`;
  switch (algorithm) {
    case "RS256":
    case "RS384":
    case "RS512":
      return {
        keyType: "RSA",
        importAs: { name: "RSASSA-PKCS1-v1_5", hash },
        verifyAs: { name: "RSASSA-PKCS1-v1_5" },
      };
    case "PS256":
    case "PS384":
    case "PS512":
      return {
        keyType: "RSA",
        importAs: { name: "RSA-PSS", hash },
        verifyAs: { name: "RSA-PSS", saltLength: Number(bits) / 8 },
      };
    case "ES256":
    case "ES384": {
      const curve = `P-${bits}`;
      return {
        keyType: "EC",
        curve,
        importAs: { name: "ECDSA", namedCurve: curve },
        verifyAs: { name: "ECDSA", hash },
      };
    }
    case "EdDSA":
      return {
        keyType: "OKP",
        curve: "Ed25519",
        importAs: { name: "Ed25519" },
        verifyAs: { name: "Ed25519" },
      };
  }
}
