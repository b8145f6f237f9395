// Time and memory of `so-docs compile`, written files included, beside what markdown-it takes to read and parse the pages
// of agent and rest. Fresh processes, interleaved, medians.
//   node bench/compile.mjs [rounds] [--reference DIR] [--contract DIR]
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { reference: { type: "string" }, contract: { type: "string" }, json: { type: "boolean" } },
});
const here = import.meta.dirname;
const rounds = Number(positionals[0] ?? 5);
const reference = resolve(
  values.reference ?? process.env.SO_REFERENCE_DIR ?? join(here, "../../../../shared/reference"),
);
const contract = resolve(values.contract ?? join(here, "../../../openapi"));
const targets = { ratio: 6, memory: 600 };

if (!existsSync(join(reference, "agent"))) {
  console.warn(`No reference pages at ${reference} (SO_REFERENCE_DIR): nothing was measured.`);
  process.exit(0);
}

/** Runs a fresh process; seconds by its own clock from start to exit, and the peak of its resident memory in MB. */
const measure = (file, args) => {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { encoding: "utf8" });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`${file} ended with ${status}\n${stderr}`);
  return { seconds, memory: Number(/peak (\d+)/.exec(stdout)?.[1] ?? Number.NaN) };
};

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
};

const runs = { baseline: [], compile: [] };
for (let round = 0; round < rounds; round++) {
  runs.baseline.push(measure(join(here, "markdown-it.mjs"), [reference]));
  const folder = mkdtempSync(join(tmpdir(), "so-docs-bench-"));
  try {
    cpSync(join(contract, "overlays"), join(folder, "overlays"), { recursive: true });
    runs.compile.push(measure(join(here, "compile-once.mjs"), [reference, contract, folder]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const seconds = (name) => median(runs[name].map((run) => run.seconds));
const memory = (name) => median(runs[name].map((run) => run.memory));
const result = {
  rounds,
  baselineSeconds: seconds("baseline"),
  compileSeconds: seconds("compile"),
  ratio: seconds("compile") / seconds("baseline"),
  peakMemoryMb: memory("compile"),
  targets,
};
if (values.json) console.log(JSON.stringify(result, null, 2));
else {
  console.log(`markdown-it reads and parses   ${result.baselineSeconds.toFixed(2)} s`);
  console.log(`so-docs compile, files written ${result.compileSeconds.toFixed(2)} s`);
  console.log(`ratio                          ${result.ratio.toFixed(2)} (at most ${targets.ratio})`);
  console.log(`peak memory                    ${result.peakMemoryMb} MB (under ${targets.memory})`);
}
process.exitCode = result.ratio <= targets.ratio && result.peakMemoryMb < targets.memory ? 0 : 1;
