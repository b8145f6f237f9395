import type { Problem } from "../checks/check.ts";
import { lineOf } from "../json/line-of.ts";
import type { Cell, Matrix, SampleRow } from "../matrix/matrix.ts";

/** Where results point to. Each is a function or text of the caller's, since a matrix holds no files. */
export interface SarifOptions {
  /** The text of a message's body by its sample, so that a problem points at its line. Default: at the message. */
  readonly bodyOf?: (sample: string, half: "request" | "response") => string | undefined;
  /** The text of the contract's file. Default: problems point at no line of it. */
  readonly contractText?: string;
  /** `file:line` places on which the contract's word for a subject rests. Default: none. */
  readonly evidenceOf?: (subject: string) => readonly string[];
}

/** Most results of one check: GitHub takes 25,000 of a run. */
const mostResults = 5000;

/**
 * What failed as SARIF 2.1.0, for code scanning: each result points at the line of the sample, and beside it at the lines
 * of the contract and of the pages that say otherwise.
 */
export function sarifReport(matrix: Matrix, options: SarifOptions = {}): string {
  const rows = new Map(matrix.samples.map((row) => [row.id, row]));
  const results = matrix.cells
    .filter(({ result }) => result === "failed")
    .flatMap((cell) =>
      cell.problems.map((problem) => resultOf(cell, problem, rows.get(cell.sample), matrix, options)),
    )
    .slice(0, mostResults);
  const rules = matrix.checks.map(({ id, title }) => ({ id, shortDescription: { text: title } }));
  const run = {
    tool: { driver: { name: "so-contract", rules } },
    columnKind: "utf16CodeUnits",
    results,
  };
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf(
  { check, sample }: Cell,
  problem: Problem,
  row: SampleRow | undefined,
  { contractFile }: Matrix,
  { bodyOf, contractText, evidenceOf }: SarifOptions,
) {
  const { in: half = "request", message, pointer, contract } = problem;
  const origin = row?.origin?.[half];
  const body = pointer === undefined ? undefined : bodyOf?.(sample, half);
  const inBody = origin && body !== undefined ? origin.bodyLine + lineOf(body, pointer ?? "") - 1 : undefined;
  const file = origin?.file ?? row?.page ?? sample;
  const subject = contract?.subject;
  const related = [
    ...(contract !== undefined && contractFile !== undefined && contractText !== undefined
      ? [place(contractFile, lineOf(contractText, contract.pointer), `the contract: ${contract.pointer}`)]
      : []),
    ...(subject === undefined ? [] : (evidenceOf?.(subject) ?? [])).map((where) => {
      const [, page = where, line] = /^(.*):(\d+)$/.exec(where) ?? [];
      return place(page, Number(line ?? 1), "what the contract rests on");
    }),
  ];
  return {
    ruleId: check,
    level: "error",
    message: { text: `${sample}, ${half}: ${message}` },
    locations: [
      {
        ...place(file, inBody ?? origin?.line ?? 1),
        ...(subject === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: subject }] }),
      },
    ],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((one, id) => ({ id, ...one })) }),
    partialFingerprints: { "soContract/v1": `${check} ${sample} ${half} ${pointer ?? ""} ${message}` },
  };
}

const place = (file: string, startLine: number, text?: string) => ({
  physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine } },
  ...(text === undefined ? {} : { message: { text } }),
});

/** A relative reference (RFC 3986, 4.2), or a file's address where the path is absolute. */
const uriOf = (file: string): string => {
  const path = file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  return path.startsWith("/") ? `file://${path}` : path;
};
