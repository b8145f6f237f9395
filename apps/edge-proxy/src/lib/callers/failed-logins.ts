import { addressBytes } from "../inbound/address-range.ts";
import type { RateOptions, RateStore } from "../stores/rate-store.ts";

/** Counts attempts to sign in that fail, by the address that they come from. */
export interface FailedLogins {
  /** Milliseconds for which an address must wait; 0 where it need not. */
  waitOf(address: string | undefined): number;
  /** Counts one that failed. */
  note(address: string | undefined): Promise<void>;
}

/** Addresses that are made to wait at the same time; beyond it the longest waiting go. */
const MAX_WAITING = 10_000;

/**
 * Lets an address fail so often and no more: whoever has used that up is refused whatever it sends, before anything is
 * verified, and gets one attempt more each time that a part of the window is over.
 *
 * @param store - where failures are counted; how long an address must wait is known to this instance alone.
 */
export function failedLogins(rate: RateOptions, store: RateStore, clock: () => number): FailedLogins {
  const waiting = new Map<string, number>();
  const window = rate.seconds * 1_000;
  return {
    waitOf(address) {
      const key = networkOf(address);
      const until = key === undefined ? undefined : waiting.get(key);
      if (key === undefined || until === undefined) return 0;
      const left = until - clock();
      if (left <= 0) waiting.delete(key);
      return Math.max(0, left);
    },
    async note(address) {
      const key = networkOf(address);
      if (key === undefined) return;
      const now = clock();
      const { remaining, resetMs } = await store.take(`failed-logins ${key}`, rate, now);
      if (remaining > 0) return;
      waiting.delete(key);
      // One attempt is free again when the last of the window is over but one part of it.
      waiting.set(key, now + Math.max(0, resetMs + window / rate.requests - window));
      for (const oldest of waiting.keys()) {
        if (waiting.size <= MAX_WAITING) break;
        waiting.delete(oldest);
      }
    },
  };
}

/** The address, or of IP version 6 the network of 64 bits: whoever has one has all of it. */
function networkOf(address: string | undefined): string | undefined {
  const bytes = address === undefined ? undefined : addressBytes(address);
  if (bytes === undefined) return undefined;
  const isFour = bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 255;
  return isFour ? bytes.subarray(12).join(".") : `${bytes.subarray(0, 8).join(".")}/64`;
}
