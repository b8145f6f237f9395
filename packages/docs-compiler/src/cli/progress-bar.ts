import type { OnProgress, Phase } from "../compile/progress.ts";
import type { CliIo } from "./cli-io.ts";

const labels: Readonly<Record<Phase, string>> = {
  pages: "Reading pages",
  wsdl: "Reading WSDLs",
  merge: "Merging",
  emit: "Preparing files",
  write: "Writing files",
};

const width = 24;
const redrawEvery = 50;

/** Shows progress: one line that redraws itself on a terminal, one plain line at the end of each phase elsewhere. */
export function progressBar(
  io: CliIo,
  now: () => number = () => performance.now(),
): { readonly update: OnProgress; readonly clear: () => void } {
  let started = now();
  let phase: Phase | undefined;
  let drawn = Number.NEGATIVE_INFINITY;
  const clear = (): void => {
    if (io.isTerminal && drawn > Number.NEGATIVE_INFINITY) io.err("\r\u001b[2K");
    drawn = Number.NEGATIVE_INFINITY;
  };
  const update: OnProgress = ({ phase: current, done, total }) => {
    if (phase !== current) {
      phase = current;
      started = now();
    }
    const ended = done >= total;
    if (!io.isTerminal) {
      const count = total > 1 ? ` ${total}` : "";
      if (ended) io.err(`${labels[current]}:${count} in ${((now() - started) / 1000).toFixed(1)} s\n`);
      return;
    }
    if (!ended && now() - drawn < redrawEvery) return;
    drawn = now();
    const full = total === 0 ? width : Math.round((done / total) * width);
    const bar = `${"█".repeat(full)}${"░".repeat(width - full)}`;
    const count = total > 1 ? ` ${done}/${total}` : "";
    io.err(`\r\u001b[2K${`${labels[current].padEnd(15)} ${bar}${count}`.slice(0, io.columns() - 1)}`);
  };
  return { update, clear };
}
