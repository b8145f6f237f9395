import type { Stop } from "../stop/stop.ts";

/** Waits, or fails with the reason when it aborts first. */
export function sleep(ms: number, stop: Stop): Promise<void> {
  return new Promise((resolve, reject) => {
    if (stop.aborted) return reject(stop.reason);
    const abort = (): void => {
      clearTimeout(timer);
      reject(stop.reason);
    };
    const timer = setTimeout(() => {
      stop.off(abort);
      resolve();
    }, ms);
    stop.on(abort);
  });
}
