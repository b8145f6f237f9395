import { type Bytes, fromBase64, toBase64Url } from "../identity/base64.ts";

/** Why a text is no key that can be used; for people. `undefined` when its form is one that is read. */
export function privateKeyFault(text: string): string | undefined {
  if (text.includes("<RSAKeyValue>"))
    return text.includes("<D>") ? undefined : "Give the private key, not the public one.";
  const label = /-----BEGIN ([A-Z ]+)-----/.exec(text)?.[1];
  switch (label) {
    case "PRIVATE KEY":
    case "RSA PRIVATE KEY":
      if (!text.includes(`-----END ${label}-----`)) return "The key is cut short: give all of its lines.";
      return text.includes("ENCRYPTED") ? ENCRYPTED : undefined;
    case "ENCRYPTED PRIVATE KEY":
      return ENCRYPTED;
    case "EC PRIVATE KEY":
    case "OPENSSH PRIVATE KEY":
      return "The platform takes RSA keys only. Give the key that was registered with the application.";
    case "PUBLIC KEY":
    case "RSA PUBLIC KEY":
    case "CERTIFICATE":
      return "Give the private key, not the public one.";
    default:
      return "Give the text of a PEM file (-----BEGIN PRIVATE KEY-----) or of the vendor's XML (<RSAKeyValue>).";
  }
}

const ENCRYPTED = "The key has a password. Take it away: openssl pkey -in key.pem -out plain.pem.";

const ALGORITHM = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/**
 * Reads an RSA key for signatures: PEM in PKCS#8 (RFC 5958) or PKCS#1 (RFC 8017, A.1.2), or the XML form that the vendor
 * hands out. Web Crypto takes the first; the others are put into a form that it takes.
 *
 * @throws whatever Web Crypto does for a text that is no key inside.
 */
export async function importPrivateKey(text: string): Promise<CryptoKey> {
  if (text.includes("<RSAKeyValue>")) {
    return crypto.subtle.importKey("jwk", jwkOfXml(text), ALGORITHM, false, ["sign"]);
  }
  const [, label, base64 = ""] = /-----BEGIN ([A-Z ]+)-----([^-]*)-----END/.exec(text) ?? [];
  const der = fromBase64(base64.replace(/\s/g, ""));
  if (!der) throw new TypeError("no base64 inside");
  const pkcs8 = label === "RSA PRIVATE KEY" ? wrapPkcs1(der) : der;
  return crypto.subtle.importKey("pkcs8", pkcs8, ALGORITHM, false, ["sign"]);
}

/** `PrivateKeyInfo`: version 0, the algorithm rsaEncryption with NULL for parameters, the key in an octet string. */
function wrapPkcs1(der: Bytes): Bytes {
  const version = [0x02, 0x01, 0x00];
  const rsaEncryption = [
    0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
  ];
  const key = [0x04, ...derLength(der.length), ...der];
  const inside = [...version, ...rsaEncryption, ...key];
  return Uint8Array.from([0x30, ...derLength(inside.length), ...inside]);
}

/** X.690, 8.1.3.5, in two octets: keys of 512 bits have more than 255, and those of 16,384 less than 65,536. */
function derLength(length: number): readonly number[] {
  return [0x82, length >> 8, length & 0xff];
}

/** .NET's `RSA.ToXmlString`: big-endian numbers in base64, by the names of RFC 8017. */
function jwkOfXml(xml: string): JsonWebKey {
  const member = (name: string): string => {
    const base64 = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? "";
    const bytes = fromBase64(base64.replace(/\s/g, ""));
    if (!bytes || bytes.length === 0) throw new TypeError(`no ${name} inside`);
    return toBase64Url(bytes);
  };
  return {
    kty: "RSA",
    n: member("Modulus"),
    e: member("Exponent"),
    d: member("D"),
    p: member("P"),
    q: member("Q"),
    dp: member("DP"),
    dq: member("DQ"),
    qi: member("InverseQ"),
  };
}
