// Clears the reports of an earlier run, and prints those of this one when all tests have ended.
import { readFileSync, rmSync } from "node:fs";

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
    for (const ending of ["json", "txt"]) rmSync(new URL(`${name}.${ending}`, folder), { force: true });
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
}
