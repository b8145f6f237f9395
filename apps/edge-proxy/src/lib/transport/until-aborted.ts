/**
 * Waits for work until a signal aborts, then fails with the signal's reason. For work that does not watch the
 * signal itself: not every runtime fails a pending read when the signal of its fetch aborts.
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
