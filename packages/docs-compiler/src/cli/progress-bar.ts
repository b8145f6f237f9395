import { drawnLine } from "@so-webapi/command-line";
import type { OnProgress, Phase } from "../compile/progress.ts";
import type { CliIo } from "./cli-io.ts";

const labels: Readonly<Record<Phase, string>> = {
  pages: "Reading pages",
  wsdl: "Reading WSDLs",
  merge: "Merging",
  emit: "Preparing files",
  write: "Writing files",
};

/** Shows progress: one line that redraws itself on a terminal, one plain line at the end of each phase elsewhere. */
export function progressBar(
  io: CliIo,
  now: () => number = () => performance.now(),
): { readonly update: OnProgress; readonly clear: () => void } {
  const { draw, clear } = drawnLine(io, now);
  let started = now();
  let phase: Phase | undefined;
  const update: OnProgress = ({ phase: current, done, total }) => {
    if (phase !== current) {
      phase = current;
      started = now();
    }
    draw(labels[current].padEnd(15), { done, total });
    if (io.isTerminal || done < total) return;
    const count = total > 1 ? ` ${total}` : "";
    io.err(`${labels[current]}:${count} in ${((now() - started) / 1000).toFixed(1)} s\n`);
  };
  return { update, clear };
}
