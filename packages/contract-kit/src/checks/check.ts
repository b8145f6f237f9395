import type { Direction, Sample } from "../samples/sample.ts";

/** One disagreement between a sample and what it is held against. */
export interface Problem {
  /** What disagrees and where, as a sentence for people. Stable words: reports of two runs can be compared. */
  readonly message: string;
  /** Half of the exchange, where the problem is one of a half. */
  readonly in?: Direction;
  /** JSON pointer into the half's body, where the problem stands at a place of a body. */
  readonly pointer?: string;
  /** Where the contract speaks of the place. */
  readonly contract?: {
    /** JSON pointer into the contract. */
    readonly pointer: string;
    /** `Class.Property`, a class or `operationId.request`: what evidence is kept by. */
    readonly subject: string;
  };
  /** The JSON Schema keyword that was broken. */
  readonly keyword?: string;
  /** What was wanted and what stands there, as texts of lines to be shown beside each other. */
  readonly sides?: Sides;
}

/** Two texts to be compared line by line. */
export interface Sides {
  readonly expected: string;
  readonly actual: string;
}

/** What a check found: nothing, or what disagrees and where. */
export interface Outcome {
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  /** Kinds of known faults that were excused, one entry for each. */
  readonly excused?: readonly string[];
}

/**
 * One check of a sample. Checks share nothing: what they look at is given to the function that makes them, and each
 * can be replaced.
 */
export interface Check {
  /** Stable: reports and the mutation proof name checks by it. `subject.what`, as `spec.request`. */
  readonly id: string;
  /** What it checks, in one line. */
  readonly title: string;
  /** False where the sample has nothing for the check. Default: every sample has. */
  readonly appliesTo?: (sample: Sample) => boolean;
  /** Runs the check. What it throws counts as a failure: a subject that is missing must not pass. */
  readonly run: (sample: Sample) => Promise<Outcome>;
}

/** No problems is a pass. A sentence by itself is a problem without a place. */
export function outcome(problems: readonly (Problem | string)[], excused: readonly string[] = []): Outcome {
  const all = problems.map((problem) => (typeof problem === "string" ? { message: problem } : problem));
  return { ok: all.length === 0, problems: all, ...(excused.length === 0 ? {} : { excused }) };
}

/** Several outcomes as one. */
export const together = (...outcomes: readonly Outcome[]): Outcome =>
  outcome(
    outcomes.flatMap(({ problems }) => problems),
    outcomes.flatMap(({ excused = [] }) => excused),
  );
