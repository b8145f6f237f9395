import { type CliIo, UsageError, writeFile } from "@so-webapi/command-line";
import type { Contract } from "../contract/contract.ts";
import { packedEvidence } from "../evidence/evidence.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { htmlReport } from "../report/html.ts";
import { jsonReport } from "../report/json.ts";
import { junitReport } from "../report/junit.ts";
import { sarifReport } from "../report/sarif.ts";
import { textReport } from "../report/text.ts";
import { type Sample, sampleId } from "../samples/sample.ts";

/** What reports are made of beside the matrix. */
export interface ReportContext {
  readonly contract: Contract;
  readonly samples: readonly Sample[];
}

const formats: Readonly<Record<string, (matrix: Matrix, context: ReportContext) => string>> = {
  text: (matrix) => textReport(matrix),
  html: (matrix) => htmlReport(matrix, { at: new Date() }),
  json: (matrix) => jsonReport(matrix),
  junit: (matrix) => junitReport(matrix),
  sarif,
};

/** One report to write: its format and file. */
export interface ReportRequest {
  readonly format: string;
  /** Undefined for standard output. */
  readonly file?: string;
}

/** Reads `--report FORMAT=FILE` or `--report FORMAT`. */
export function parseReport(value: string): ReportRequest {
  const [, format = "", file] = /^([^=]+)(?:=(.+))?$/.exec(value) ?? [];
  if (!Object.hasOwn(formats, format))
    throw new UsageError(`--report ${value}: the formats are ${Object.keys(formats).join(", ")}`);
  return { format, ...(file === undefined ? {} : { file }) };
}

/** Writes reports; the text goes to standard output unless another report does. */
export function writeReports(
  io: CliIo,
  requests: readonly ReportRequest[] = [],
  matrix: Matrix,
  context: ReportContext,
): void {
  for (const { format, file } of requests) {
    const text = formats[format]?.(matrix, context) ?? "";
    if (file === undefined) io.out(text);
    else writeFile(file, text);
  }
  if (requests.every(({ file }) => file !== undefined)) io.out(textReport(matrix));
}

function sarif(matrix: Matrix, { contract, samples }: ReportContext): string {
  const byId = new Map(samples.map((sample) => [sampleId(sample), sample]));
  const find = contract.file === undefined ? packedEvidence() : () => undefined;
  return sarifReport(matrix, {
    bodyOf: (sample, half) => byId.get(sample)?.[half].body,
    ...(contract.text === undefined ? {} : { contractText: contract.text }),
    evidenceOf: (subject) => find(subject)?.sources ?? [],
  });
}
