import { checked, scalar, text } from "./yaml-readers.ts";

// What an application of a seed file is made of.

/** Who calls is told by its secret, so no two applications may share one. */
export const secret = checked(text, (value, findings, node) => {
  // Ids are one in any letter case, secrets are not.
  const exact = Array.from(value, (character) => character.codePointAt(0)).join(" ");
  if (value !== "") findings.define("application with this secret", exact, node, "");
});

/** An absolute address without a fragment (RFC 6749, 3.1.2). */
export const redirectUri = scalar("an absolute address without a fragment", (value) =>
  typeof value === "string" && URL.canParse(value) && !value.includes("#") ? value : undefined,
);

/** A key that can prove RS256: SPKI in PEM, which names RSA by its object identifier (RFC 8017, A.1). */
export const publicKey = scalar("an RSA key in PEM (-----BEGIN PUBLIC KEY-----)", (value) =>
  typeof value === "string" && isRsaKey(value) ? value : undefined,
);

/** rsaEncryption, 1.2.840.113549.1.1.1, in DER. */
const RSA = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";

function isRsaKey(pem: string): boolean {
  const [, base64] =
    /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/.exec(pem) ?? [];
  try {
    return base64 !== undefined && atob(base64.replace(/\s/g, "")).slice(0, 32).includes(RSA);
  } catch {
    return false;
  }
}
