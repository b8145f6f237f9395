// Cost of checking a body, relative to parsing it.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { readSamples } from "../../openapi/dist/index.js";
import { median, printTable, say } from "../statistics.mjs";

const worker = fileURLToPath(new URL("worker.mjs", import.meta.url));
const subjects = ["JSON.parse", "canonicalize", "validate"];

export async function run({ rounds }) {
  say(`\nValidators: one pass over the sample answer of each operation, ${rounds} rounds, fresh processes`);
  const rows = [];
  const rounded = [];
  for (const { operationId, response } of readSamples()) {
    const times = subjects.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (const [index, subject] of subjects.entries()) {
        times[index].push(
          Number(execFileSync(process.execPath, [worker, subject, operationId], { encoding: "utf8" })),
        );
      }
    }
    const [parse] = times;
    for (const [index, subject] of subjects.entries()) {
      const ratio = median(times[index].map((time, round) => time / parse[round]));
      rounded.push({ ns: times[index] });
      rows.push([
        `${operationId}, ${response.body.length} bytes`,
        subject,
        (median(times[index]) / 1000).toFixed(2),
        ratio.toFixed(2),
      ]);
    }
  }
  printTable(["", "pass", "µs", "of JSON.parse"], rows, rounded);
}
