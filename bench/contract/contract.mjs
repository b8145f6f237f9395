// Processor time and peak memory of so-contract, each run in a process of its own.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { median, printTable } from "../statistics.mjs";

const program = fileURLToPath(new URL("measured.mjs", import.meta.url));
const reference =
  process.env.SO_REFERENCE_DIR ?? fileURLToPath(new URL("../../../shared/reference", import.meta.url));

const subjects = [
  ["check, the seeds", ["check"], false],
  ["check, every sample of all pages", ["check", reference], true],
  ["mutate, the seeds", ["mutate"], false],
  ["mutate --of contract, the seeds", ["mutate", "--of", "contract"], false],
];

export async function run({ rounds }) {
  console.log("\nContract kit: processor time of all threads in seconds, peak memory in MB");
  const hasPages = existsSync(reference);
  if (!hasPages) console.log("The reference pages are not at hand: what needs them was not measured.");
  const measured = subjects.filter(([, , needsPages]) => hasPages || !needsPages);
  const results = measured.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, [name, args]] of measured.entries()) {
      const child = spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });
      const result = JSON.parse(child.stdout || "{}");
      if (result.status !== 0) throw new Error(`${name} ended with ${result.status}: ${child.stderr}`);
      results[index].push(result);
    }
  printTable(
    ["so-contract", "seconds", "MB"],
    measured.map(([name], index) => [
      name,
      median(results[index].map(({ seconds }) => seconds)).toFixed(2),
      Math.round(median(results[index].map(({ megabytes }) => megabytes))),
    ]),
  );
}
