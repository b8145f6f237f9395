import type { CliIo } from "./cli-io.ts";

const width = 24;
const redrawEvery = 50;

/** Shows progress: one line that redraws itself on a terminal; nothing elsewhere, for logs want results. */
export function progressLine(
  io: CliIo,
  label: string,
  now: () => number = () => performance.now(),
): {
  readonly update: (progress: { readonly done: number; readonly total: number }) => void;
  readonly clear: () => void;
} {
  let drawn = Number.NEGATIVE_INFINITY;
  return {
    update({ done, total }) {
      if (!io.isTerminal || (done < total && now() - drawn < redrawEvery)) return;
      drawn = now();
      const full = total === 0 ? width : Math.round((done / total) * width);
      const bar = "█".repeat(full) + "░".repeat(width - full);
      io.err(`\r\u001b[2K${`${label} ${bar} ${done}/${total}`.slice(0, io.columns() - 1)}`);
    },
    clear() {
      if (drawn > Number.NEGATIVE_INFINITY) io.err("\r\u001b[2K");
      drawn = Number.NEGATIVE_INFINITY;
    },
  };
}
