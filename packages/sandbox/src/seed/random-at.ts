/**
 * A sequence of numbers from 0 up to, not including, 1 that belongs to a place: the same for the same seed and place
 * (mulberry32). For names that are made up, for nothing that must not be guessed.
 */
export function randomAt(seed: number, place: number): () => number {
  let state = (seed ^ Math.imul(place + 1, 0x9e37_79b1)) >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
