import { type CliIo, drawnLine } from "@so-webapi/command-line";

/** What a run tells while it goes on. */
export type OnProgress = (progress: { readonly done: number; readonly total: number }) => void;

/** Progress under one label; with `--no-progress` nothing is drawn. */
export function progressLine(
  io: CliIo,
  label: string,
  isWanted: boolean,
): { readonly update: OnProgress; readonly clear: () => void } {
  const { draw, clear } = drawnLine(io);
  return { update: isWanted ? (progress) => draw(label, progress) : () => {}, clear };
}
