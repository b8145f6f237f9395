import { mkdirSync, writeFileSync } from "node:fs";

const folder = new URL("../../.results/", import.meta.url);

/** Writes a report for machines, and its text for the end of the run. */
export function writeResult(name: string, report: unknown, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(new URL(`${name}.txt`, folder), `${text}\n`);
}
