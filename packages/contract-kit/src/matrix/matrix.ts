import type { Check, Problem } from "../checks/check.ts";
import { type Sample, sampleId } from "../samples/sample.ts";

/** One check of one sample. */
export interface Cell {
  /** {@link sampleId} of the sample. */
  readonly sample: string;
  readonly check: string;
  /** `none`: the sample has nothing for the check, an operation without a SOAP page for example. */
  readonly result: "passed" | "failed" | "none";
  readonly problems: readonly Problem[];
}

/** What reports need to know of a sample. */
export interface SampleRow extends Pick<Sample, "operationId" | "page" | "origin"> {
  readonly id: string;
}

/** What became of every check of every sample. Reports are functions of it. */
export interface Matrix {
  /** Title and version of the contract. */
  readonly contract: string;
  /** The file of the contract; undefined for the packed one. */
  readonly contractFile?: string;
  /** What was held to the contract beside the samples, in words: `the server at http://127.0.0.1:8080`. Undefined for samples alone. */
  readonly target?: string;
  readonly samples: readonly SampleRow[];
  readonly checks: readonly Pick<Check, "id" | "title">[];
  readonly cells: readonly Cell[];
  readonly passed: number;
  readonly failed: number;
  /** Checks that had to run. Fewer that ran is a failure of the run, whatever they said. */
  readonly expected: number;
  /** How many faults of each known kind were excused. */
  readonly excused: Readonly<Record<string, number>>;
  /** What people must know of the run: what was not looked at, and why. */
  readonly notes: readonly string[];
  readonly seconds: number;
}

/** What a matrix is made of beside its cells. */
export interface MatrixParts {
  readonly contract: string;
  readonly contractFile?: string;
  /** As in {@link Matrix}; an address in it must hold no credentials. */
  readonly target?: string;
  readonly samples: readonly Sample[];
  readonly checks: readonly Pick<Check, "appliesTo" | "id" | "title">[];
  readonly excused?: Readonly<Record<string, number>>;
  readonly notes?: readonly string[];
  readonly seconds?: number;
}

/** Adds cells up. What had to run is told by samples and checks, not by the cells. */
export function matrixOf(parts: MatrixParts, cells: readonly Cell[]): Matrix {
  const { samples, checks, contract, contractFile, target, excused = {}, notes = [], seconds = 0 } = parts;
  const count = (result: Cell["result"]): number => cells.filter((cell) => cell.result === result).length;
  const expected = checks.reduce(
    (sum, { appliesTo }) => sum + samples.filter((sample) => appliesTo?.(sample) !== false).length,
    0,
  );
  return {
    contract,
    ...(contractFile === undefined ? {} : { contractFile }),
    ...(target === undefined ? {} : { target }),
    samples: samples.map((sample) => ({
      id: sampleId(sample),
      operationId: sample.operationId,
      page: sample.page,
      ...(sample.origin === undefined ? {} : { origin: sample.origin }),
    })),
    checks: checks.map(({ id, title }) => ({ id, title })),
    cells,
    passed: count("passed"),
    failed: count("failed"),
    expected,
    excused,
    notes,
    seconds,
  };
}

/** Every check that had to run did, and none failed. A run without a check proves nothing and is not well. */
export const isWell = ({ passed, failed, expected }: Matrix): boolean =>
  failed === 0 && passed === expected && expected > 0;
