/** Parts of a compile in their order. */
export const phases = ["pages", "wsdl", "merge", "emit", "write"] as const;

/** A part of a run, in the order of `phases`. */
export type Phase = (typeof phases)[number];

/** How far a run has come. */
export interface Progress {
  readonly phase: Phase;
  /** Pages or files of this phase so far; equal to `total` at its end. */
  readonly done: number;
  /** 1 where the phase is one step. */
  readonly total: number;
}

/** Hears of a run's progress; what it throws ends the run. */
export type OnProgress = (progress: Progress) => void;
