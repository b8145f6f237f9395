import type { Stop } from "./stop.ts";

/**
 * Waits for work until it is to stop, then fails with the reason. For work that does not watch for that
 * itself: not every runtime fails a pending read when the signal of its fetch aborts.
 */
export function untilStopped<T>(work: Promise<T>, stop: Stop): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(stop.reason);
    if (stop.aborted) abort();
    else stop.on(abort);
    work.then(
      (result) => {
        stop.off(abort);
        resolve(result);
      },
      (error) => {
        stop.off(abort);
        reject(error);
      },
    );
  });
}
