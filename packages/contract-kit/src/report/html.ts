import {
  type CellValue,
  type Detail,
  type ReportPage,
  type Row,
  reportPage,
  type Section,
} from "@so-webapi/report-page";
import type { Problem } from "../checks/check.ts";
import { type Cell, isWell, type Matrix, type SampleRow } from "../matrix/matrix.ts";
import { counted } from "./counted.ts";

/** A share that was proven of a contract: what `so-contract mutate` found. */
export interface MutationFigure {
  /** What was changed: `samples`, `the contract`. */
  readonly of: string;
  readonly killed: number;
  readonly survived: number;
  readonly excused: number;
}

/** What stands in the report beside the matrix. */
export interface HtmlOptions {
  /** Figures of proofs over the same contract, to stand in the report. Default: none. */
  readonly mutations?: readonly MutationFigure[];
  /** When the run was, to stand in the report. Default: it does not say. */
  readonly at?: Date;
}

/** Most problems that open below a sample. */
const mostDetails = 40;

const number = (value: number): string => value.toLocaleString("en-US");

/** The matrix as one page: filter samples by what failed, open one, see what was wanted beside what was found. */
export function htmlReport(matrix: Matrix, { mutations = [], at }: HtmlOptions = {}): string {
  const { passed, failed, expected, cells, samples, checks } = matrix;
  const missing = Math.max(0, expected - passed - failed);
  const none = cells.filter(({ result }) => result === "none").length;
  const page: ReportPage = {
    title: titleOf(matrix),
    lead: `${matrix.contract}: ${counted(samples.length, "sample")} against ${counted(checks.length, "check")}, in ${matrix.seconds.toFixed(1)} s${at === undefined ? "" : `, on ${minuteOf(at)}`}.`,
    figure: {
      value: number(agreeing(matrix)),
      label: `of ${counted(samples.length, "sample")} agree in every check`,
    },
    parts: [
      { tone: "best", name: "ok", count: passed, words: `of ${counted(expected, "check")}` },
      { tone: "bad", name: "failed", count: failed },
      { tone: "warn", name: "not run", count: missing, words: "although they had to" },
      { tone: "none", name: "without", count: none, words: "the sample has nothing for the check" },
    ],
    sections: [
      matrixSection(matrix),
      checksSection(matrix),
      ...(mutations.length === 0 ? [] : [mutationSection(mutations)]),
      ...notesSection(matrix),
    ],
  };
  return reportPage(page);
}

/** Who disagrees with whom: where the samples keep the contract, it is what was asked. */
function titleOf(matrix: Matrix): string {
  const { target, failed, cells } = matrix;
  const who = target ?? "the samples";
  if (isWell(matrix)) return `The contract and ${who} agree`;
  if (failed === 0) return "Not everything ran that had to";
  const isOfSamples = cells.some(
    ({ check, result }) => result === "failed" && /^(?:spec|table)\./.test(check),
  );
  return `The contract and ${isOfSamples ? "the samples" : who} disagree`;
}

/** Samples of which something ran and nothing failed. A sum over all checks would hide a server that is always wrong. */
function agreeing({ samples, cells }: Matrix): number {
  const bySample = grouped(cells, "sample");
  return samples.filter(({ id }) => {
    const own = bySample.get(id) ?? [];
    return own.some(({ result }) => result === "passed") && own.every(({ result }) => result !== "failed");
  }).length;
}

/** `2026-11-22 12:16 UTC`. */
const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

function matrixSection({ samples, checks, cells }: Matrix): Section {
  const bySample = grouped(cells, "sample");
  return {
    id: "matrix",
    title: "Matrix",
    words: "A sample that failed opens: what the contract or the sample wants, beside what was found.",
    columns: [{ title: "Sample", kind: "wide" }, ...checks.map(({ id }) => ({ title: id }))],
    rows: samples.map((row) => rowOf(row, checks, bySample.get(row.id) ?? [])),
    search: "samples",
    choices: [{ label: "failed in", tags: checks.map(({ id }) => id) }],
    only: { label: "only failed", tag: "failed" },
  };
}

function grouped(cells: readonly Cell[], by: "check" | "sample"): ReadonlyMap<string, readonly Cell[]> {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const group = groups.get(cell[by]);
    if (group === undefined) groups.set(cell[by], [cell]);
    else group.push(cell);
  }
  return groups;
}

function rowOf(row: SampleRow, checks: Matrix["checks"], cells: readonly Cell[]): Row {
  const failed = cells.filter(({ result }) => result === "failed");
  const details = failed.flatMap((cell) => cell.problems.map((problem) => detailOf(cell, problem)));
  const left = details.length - mostDetails;
  const shown = left > 0 ? [...details.slice(0, mostDetails), { text: `and ${left} more` }] : details;
  return {
    cells: [
      { type: "code", text: row.id },
      ...checks.map(({ id }) => markOf(cells.find(({ check }) => check === id))),
    ],
    tags: failed.length === 0 ? [] : ["failed", ...failed.map(({ check }) => check)],
    ...(shown.length === 0 ? {} : { details: shown }),
  };
}

function markOf(cell: Cell | undefined): CellValue {
  switch (cell?.result) {
    case "passed":
      return { type: "mark", tone: "best", text: "ok" };
    case "failed":
      return { type: "mark", tone: "bad", text: "FAILED" };
    case "none":
      return { type: "mark", tone: "none", text: "–" };
    default:
      return { type: "mark", tone: "warn", text: "NOT RUN" };
  }
}

function detailOf({ check }: Cell, { in: half, message, contract, sides }: Problem): Detail {
  const where = half === undefined ? check : `${check}, ${half}`;
  const subject = contract === undefined ? "" : ` — ${contract.subject}`;
  return { text: `${where}: ${message}${subject}`, ...(sides === undefined ? {} : { sides }) };
}

function checksSection({ checks, cells }: Matrix): Section {
  const byCheck = grouped(cells, "check");
  return {
    id: "checks",
    title: "Checks",
    words: "What each column looks at.",
    columns: [
      { title: "Check" },
      { title: "What it checks", kind: "wide" },
      { title: "ok", kind: "number" },
      { title: "failed", kind: "number" },
    ],
    rows: checks.map(({ id, title }) => {
      const own = byCheck.get(id) ?? [];
      const count = (result: Cell["result"]): CellValue => ({
        type: "number",
        value: own.filter((cell) => cell.result === result).length,
      });
      return { cells: [{ type: "code", text: id }, title, count("passed"), count("failed")] };
    }),
  };
}

const mutationSection = (mutations: readonly MutationFigure[]): Section => ({
  id: "mutations",
  title: "Proof",
  words: "Mutants that the checks killed, of those that no rule excuses.",
  columns: [
    { title: "Changed" },
    { title: "Killed", kind: "number" },
    { title: "Excused", kind: "number" },
    { title: "Survived", kind: "number" },
    { title: "Share", kind: "number" },
  ],
  rows: mutations.map(({ of, killed, excused, survived }) => {
    const share = killed + survived === 0 ? 0 : (100 * killed) / (killed + survived);
    return {
      cells: [
        of,
        { type: "number", value: killed },
        { type: "number", value: excused },
        { type: "number", value: survived },
        { type: "number", value: share, text: `${share.toFixed(2)} %` },
      ],
    };
  }),
});

function notesSection({ notes, excused }: Matrix): Section[] {
  const faults = Object.entries(excused).map(
    ([kind, count]) => `${number(count)} ${kind}: known faults of samples`,
  );
  const lines = [...notes, ...faults];
  if (lines.length === 0) return [];
  return [
    {
      id: "notes",
      title: "Notes",
      words: "What was excused, and what was not looked at.",
      columns: [{ title: "Note", kind: "wide" }],
      rows: lines.map((line) => ({ cells: [line] })),
    },
  ];
}
