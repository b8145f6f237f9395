import type { Cell, Matrix } from "../matrix/matrix.ts";
import { counted } from "./counted.ts";

/** Most samples whose cells are shown one by one; more are added up. */
const mostColumns = 12;
/** Most problems that are listed of a matrix, and of one cell of it. */
const mostProblems = 50;
const mostOfCell = 5;

const signs: Readonly<Record<Cell["result"], string>> = { passed: "ok", failed: "FAILED", none: "-" };

/** The matrix for a terminal: a row for each check, and what failed below. */
export function textReport(matrix: Matrix): string {
  const { cells, passed, failed, expected, notes, excused, seconds } = matrix;
  const rows = matrix.samples.length <= mostColumns ? eachSample(matrix) : addedUp(matrix);
  const faults = Object.entries(excused).map(([kind, count]) => `${count} ${kind}`);
  return [
    `${matrix.contract}: ${counted(matrix.samples.length, "sample")} against ${counted(matrix.checks.length, "check")}${matrix.target === undefined ? "" : `, ${matrix.target}`}`,
    ...rows,
    ...problemLines(cells),
    ...(faults.length === 0 ? [] : [`  excused, known faults of the samples: ${faults.join(", ")}`]),
    ...notes.map((note) => `  ${note}`),
    `  ${passed + failed} of ${expected} checks ran: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`,
    "",
  ].join("\n");
}

function eachSample({ samples, checks, cells }: Matrix): string[] {
  const width = Math.max(...checks.map(({ id }) => id.length), 0);
  const byKey = new Map(cells.map((cell) => [`${cell.check} ${cell.sample}`, cell]));
  const rows = checks.map(({ id }) => {
    const own = samples.map((sample) => {
      const cell = byKey.get(`${id} ${sample.id}`);
      return (cell === undefined ? "MISSING" : signs[cell.result]).padEnd(8);
    });
    return `  ${id.padEnd(width)}  ${own.join("")}`.trimEnd();
  });
  return [
    ...samples.map(({ id }, index) => `  (${index + 1}) ${id}`),
    `  ${"".padEnd(width)}  ${samples.map((_, index) => `(${index + 1})`.padEnd(8)).join("")}`.trimEnd(),
    ...rows,
  ];
}

function addedUp({ checks, cells }: Matrix): string[] {
  const width = Math.max(...checks.map(({ id }) => id.length), 5);
  const row = (name: string, counts: readonly (number | string)[]): string =>
    `  ${name.padEnd(width)}${counts.map((count) => String(count).padStart(9)).join("")}`;
  return [
    row("", ["ok", "FAILED", "-"]),
    ...checks.map(({ id }) => {
      const own = cells.filter(({ check }) => check === id);
      return row(
        id,
        (["passed", "failed", "none"] as const).map(
          (result) => own.filter((cell) => cell.result === result).length,
        ),
      );
    }),
  ];
}

function problemLines(cells: readonly Cell[]): string[] {
  const all = cells
    .filter(({ result }) => result === "failed")
    .flatMap(({ check, sample, problems }) => {
      const shown = problems.slice(0, mostOfCell).map(({ in: half, message, contract }) => {
        const subject = contract === undefined ? "" : ` (${contract.subject})`;
        return `  FAILED ${check} ${sample}: ${half === undefined ? "" : `${half}: `}${message}${subject}`;
      });
      const left = problems.length - shown.length;
      return left > 0 ? [...shown, `  FAILED ${check} ${sample}: and ${left} more`] : shown;
    });
  const left = all.length - mostProblems;
  return left > 0
    ? [...all.slice(0, mostProblems), `  and ${left} more; --report json=FILE has them all`]
    : all;
}
