import type { CliIo } from "./cli-io.ts";

const width = 24;
const redrawEvery = 50;

/** A line on a terminal that is drawn over itself, `Reading █████░░░ 5/8`; nothing where there is no terminal. */
export function drawnLine(
  io: CliIo,
  now: () => number = () => performance.now(),
): {
  /** Draws the line, at most twenty times a second until all is done. A count of one thing is not told. */
  readonly draw: (label: string, progress: { readonly done: number; readonly total: number }) => void;
  /** Leaves an empty line for what is printed next. */
  readonly clear: () => void;
} {
  let drawn = Number.NEGATIVE_INFINITY;
  return {
    draw(label, { done, total }) {
      if (!io.isTerminal || (done < total && now() - drawn < redrawEvery)) return;
      drawn = now();
      const full = total === 0 ? width : Math.round((Math.min(done, total) / total) * width);
      const bar = "█".repeat(full) + "░".repeat(width - full);
      const count = total > 1 ? ` ${done}/${total}` : "";
      io.err(`\r\u001b[2K${`${label} ${bar}${count}`.slice(0, io.columns() - 1)}`);
    },
    clear() {
      if (drawn > Number.NEGATIVE_INFINITY) io.err("\r\u001b[2K");
      drawn = Number.NEGATIVE_INFINITY;
    },
  };
}
