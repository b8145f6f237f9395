import type { CheckId } from "../checks/check.ts";

/** One check of one sample. */
export interface Cell {
  readonly sample: string;
  readonly column: CheckId;
  /** `none`: the sample has nothing for the column, an operation without a SOAP page for example. */
  readonly result: "passed" | "failed" | "none";
  readonly problems: readonly string[];
}

/** The whole matrix as it is written to `.results/matrix.json`. */
export interface MatrixReport {
  readonly cells: readonly Cell[];
  readonly passed: number;
  readonly failed: number;
  /** Checks that had to run. Fewer that ran is a failure of the run. */
  readonly expected: number;
  readonly notes: readonly string[];
}

/** Counts cells. */
export function matrixReport(
  cells: readonly Cell[],
  expected: number,
  notes: readonly string[],
): MatrixReport {
  const count = (result: Cell["result"]): number => cells.filter((cell) => cell.result === result).length;
  return { cells, passed: count("passed"), failed: count("failed"), expected, notes };
}

const signs: Readonly<Record<Cell["result"], string>> = { passed: "ok", failed: "FAILED", none: "-" };

/** The matrix for a terminal: a row for each check, a column for each sample. */
export function renderMatrix({ cells, passed, failed, expected, notes }: MatrixReport): string {
  const samples = [...new Set(cells.map(({ sample }) => sample))];
  const columns = [...new Set(cells.map(({ column }) => column))];
  const width = Math.max(...columns.map((column) => column.length));
  const rows = columns.map((column) => {
    const signsOf = samples.map((sample) => {
      const cell = cells.find((one) => one.sample === sample && one.column === column);
      return (cell === undefined ? "MISSING" : signs[cell.result]).padEnd(8);
    });
    return `  ${column.padEnd(width)}  ${signsOf.join("")}`;
  });
  const problems = cells
    .filter(({ result }) => result === "failed")
    .flatMap(({ sample, column, problems: all }) =>
      all.slice(0, 5).map((problem) => `  ${column} ${sample}: ${problem}`),
    );
  return [
    "Matrix: samples against checks",
    ...samples.map((sample, index) => `  (${index + 1}) ${sample}`),
    `  ${"".padEnd(width)}  ${samples.map((_, index) => `(${index + 1})`.padEnd(8)).join("")}`,
    ...rows,
    ...problems,
    `  ${passed + failed} of ${expected} checks ran: ${passed} passed, ${failed} failed`,
    ...notes.map((note) => `  ${note}`),
  ].join("\n");
}
