import { watch } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { CliIo } from "./cli-io.ts";

/** Editors write a file in several steps, and a pull writes many: wait until it is quiet for this long. */
const quietMs = 200;

/**
 * Calls `run` at once and after each change below the folder, one run at a time, until the signal of `io` or SIGINT ends it. What
 * changes during a run is seen after it, the first one included.
 */
export async function watchFolder(folder: string, io: CliIo, run: () => Promise<unknown>): Promise<void> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  io.signal?.addEventListener("abort", end);
  process.once("SIGINT", end);
  let wake: (() => void) | undefined;
  let changed = false;
  const watcher = watch(folder, { recursive: true, signal: stop.signal }, () => {
    changed = true;
    wake?.();
  });
  watcher.on("error", () => undefined);
  stop.signal.addEventListener("abort", () => wake?.());
  try {
    await run();
    io.err(`Watching ${folder}; Ctrl+C ends.\n`);
    while (!stop.signal.aborted && io.signal?.aborted !== true) {
      if (!changed) await new Promise<void>((resolve) => (wake = resolve));
      if (stop.signal.aborted) break;
      do {
        changed = false;
        await setTimeout(quietMs);
      } while (changed);
      await run();
    }
  } finally {
    watcher.close();
    process.removeListener("SIGINT", end);
    io.signal?.removeEventListener("abort", end);
  }
}
