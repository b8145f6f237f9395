/** Numbers of 32 bits that are drawn at a time. */
const BLOCK = 256;

/**
 * Makes a source of texts of 32 random hexadecimal digits. They come from the platform's own generator, a block at a time, for
 * `crypto.randomUUID` takes three times as long; none is given twice.
 */
export function randomHex(): () => string {
  const block = new Uint32Array(BLOCK);
  let at = BLOCK;
  const eight = (): string => (block[at++] ?? 0).toString(16).padStart(8, "0");
  return () => {
    if (at + 4 > BLOCK) {
      // Not before the first request: at the edge there is no randomness until then.
      crypto.getRandomValues(block);
      at = 0;
    }
    return eight() + eight() + eight() + eight();
  };
}
