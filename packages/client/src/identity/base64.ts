const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const BASE64URL = /^[A-Za-z0-9_-]*$/;

/** Bytes that own their memory, which is what Web Crypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Reads base64 (RFC 4648, 4) with its padding and nothing else; `undefined` for other text. */
export function fromBase64(text: string): Bytes | undefined {
  if (!BASE64.test(text)) return undefined;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Writes base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Reads base64url without padding, as JOSE has it (RFC 7515, 2); `undefined` for other text. */
export function fromBase64Url(text: string): Bytes | undefined {
  if (!BASE64URL.test(text)) return undefined;
  const padded = text + "=".repeat((4 - (text.length % 4)) % 4);
  return fromBase64(padded.replaceAll("-", "+").replaceAll("_", "/"));
}

/** Writes base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
