/** Bytes that are drawn at a time: 256 texts. */
const BLOCK = 4_096;

/** Two hexadecimal digits for each byte. */
const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/**
 * Makes a source of texts of 32 random hexadecimal digits. They come from the platform's own generator, a block at a time, for
 * `crypto.randomUUID` takes three times as long; none is given twice.
 */
export function randomHex(): () => string {
  const block = new Uint8Array(BLOCK);
  let hex = "";
  let at = 0;
  return () => {
    if (at === hex.length) {
      // Not before the first request: at the edge there is no randomness until then.
      crypto.getRandomValues(block);
      hex = "";
      for (const byte of block) hex += digits[byte];
      at = 0;
    }
    at += 32;
    return hex.slice(at - 32, at);
  };
}

/** Writes 32 random hexadecimal digits as a UUID of version 4 (RFC 9562, 5.4), which keeps 122 of their 128 bits. */
export function uuidOf(hex: string): string {
  const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
