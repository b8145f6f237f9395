import { type Check, type Outcome, outcome } from "../checks/check.ts";
import { TargetError } from "../errors.ts";
import { type Sample, sampleId } from "../samples/sample.ts";
import { type Cell, type Matrix, type MatrixParts, matrixOf } from "./matrix.ts";

/** Samples, the checks to run on each, and what the matrix is called by. */
export interface RunOptions extends Omit<MatrixParts, "checks" | "excused" | "samples" | "seconds"> {
  /** In the order of reports. */
  readonly samples: readonly Sample[];
  /** Each is asked of each sample; one that has nothing to say about it is left out there. */
  readonly checks: readonly Check[];
  /** Called after every sample. Default: nothing. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Milliseconds of a monotonic clock. Default: `performance.now`. */
  readonly now?: () => number;
}

/**
 * Runs every check of every sample that has something for it, one after another: checks over sockets share servers that
 * expect one exchange at a time.
 *
 * @throws TargetError where a target is down: what would follow says nothing
 */
export async function runMatrix(options: RunOptions): Promise<Matrix> {
  const { samples, checks, onProgress, now = () => performance.now() } = options;
  const started = now();
  const cells: Cell[] = [];
  const excused: Record<string, number> = {};
  for (const [index, sample] of samples.entries()) {
    for (const check of checks) {
      if (check.appliesTo?.(sample) === false) {
        cells.push({ sample: sampleId(sample), check: check.id, result: "none", problems: [] });
        continue;
      }
      const found = await ran(check, sample);
      const result = found.ok ? "passed" : "failed";
      cells.push({ sample: sampleId(sample), check: check.id, result, problems: found.problems });
      for (const kind of new Set(found.excused)) excused[kind] = (excused[kind] ?? 0) + 1;
    }
    onProgress?.({ done: index + 1, total: samples.length });
  }
  return matrixOf({ ...options, excused, seconds: (now() - started) / 1000 }, cells);
}

/** A check that throws did not run, which is a failure. */
async function ran(check: Check, sample: Sample): Promise<Outcome> {
  try {
    return await check.run(sample);
  } catch (error) {
    if (error instanceof TargetError) throw error;
    return outcome([`the check did not run: ${String(error)}`]);
  }
}
