// Clears the reports of an earlier run, and prints those of this one when all tests have ended.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Matrix } from "@so-webapi/contract-kit";
import { htmlReport, type MutationFigure } from "@so-webapi/contract-kit/report";

const reports = [
  "mutation",
  "spec-mutation",
  "soap-mutation",
  "wide-mutation",
  "coverage",
  "pages",
  "wide",
  "matrix",
];
const folder = new URL("../../.results/", import.meta.url);

export function setup(): void {
  for (const name of reports) {
    for (const ending of ["json", "txt", "html"])
      rmSync(new URL(`${name}.${ending}`, folder), { force: true });
  }
}

export function teardown(): void {
  for (const name of reports) {
    let text: string;
    try {
      text = readFileSync(new URL(`${name}.txt`, folder), "utf8");
    } catch {
      // A test by itself writes only its own report.
      continue;
    }
    process.stdout.write(`\n${text}`);
  }
  writeHtml();
}

const proofs: Readonly<Record<string, string>> = {
  mutation: "the seeds' samples",
  "spec-mutation": "the contract",
  "soap-mutation": "SOAP envelopes",
  "wide-mutation": "every sample of all pages",
};

/** What the reports of proofs have in common: their sums, or for envelopes how many mutants there were. */
interface Proof {
  readonly total?: Omit<MutationFigure, "of"> | number;
  readonly survivors?: readonly string[];
}

/** `matrix.html`: the matrix with the figures of the proofs that ran beside it. */
function writeHtml(): void {
  const matrix = read("matrix") as Matrix | undefined;
  if (matrix === undefined) return;
  const mutations = Object.entries(proofs).flatMap(([name, of]): MutationFigure[] => {
    const proof = read(name) as Proof | undefined;
    if (proof?.total === undefined) return [];
    if (typeof proof.total !== "number") return [{ ...proof.total, of }];
    const survived = proof.survivors?.length ?? 0;
    return [{ of, killed: proof.total - survived, survived, excused: 0 }];
  });
  writeFileSync(new URL("matrix.html", folder), htmlReport(matrix, { mutations }));
  process.stdout.write("\nThe matrix as a page: packages/contract-tests/.results/matrix.html\n");
}

/** A report of this run; undefined where it did not run. */
function read(name: string): unknown {
  try {
    return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
  } catch {
    return undefined;
  }
}
