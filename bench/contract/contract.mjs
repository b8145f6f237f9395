// Processor time and peak memory of so-contract, each run in a process of its own.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { median, printTable, say } from "../statistics.mjs";

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
  say("\nContract kit: processor time of all threads in seconds, peak memory in MB");
  const hasPages = existsSync(reference);
  if (!hasPages) say("The reference pages are not at hand: what needs them was not measured.");
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
    results,
  );
  await fullMatrix(Math.min(rounds, 3));
}

/** The seeds against spec, types, client, proxies on Node and Workers, sandbox and SOAP: packages/contract-tests. */
async function fullMatrix(rounds) {
  say(
    "\nThe seeds' full matrix: seconds by the clock, servers and compiler included; memory of all its processes",
  );
  const folder = fileURLToPath(new URL("../../packages/contract-tests/", import.meta.url));
  const generated = spawnSync(process.execPath, ["scripts/generate.ts"], { cwd: folder, encoding: "utf8" });
  if (generated.status !== 0) throw new Error(`the samples' types were not made: ${generated.stderr}`);
  const results = [];
  for (let round = 0; round < rounds; round++) {
    const child = spawn(`${folder}node_modules/.bin/vitest`, ["run", "test/matrix.test.ts"], {
      cwd: folder,
      stdio: "ignore",
    });
    let megabytes = 0;
    const timer = setInterval(() => {
      megabytes = Math.max(megabytes, residentOf(child.pid));
    }, 100);
    const status = await new Promise((resolve) => child.once("exit", resolve));
    clearInterval(timer);
    if (status !== 0) throw new Error(`the matrix failed with ${status}`);
    const { seconds, passed, expected } = JSON.parse(readFileSync(`${folder}.results/matrix.json`, "utf8"));
    if (passed !== expected) throw new Error(`${passed} of ${expected} checks passed`);
    results.push({ seconds, megabytes, passed });
  }
  printTable(
    ["checks", "seconds", "MB"],
    [
      [
        String(results[0].passed),
        median(results.map(({ seconds }) => seconds)).toFixed(1),
        Math.round(median(results.map(({ megabytes }) => megabytes))),
      ],
    ],
  );
}

/** Resident memory of a process and of all below it, in MB; 0 where there is no /proc. */
function residentOf(root) {
  if (!existsSync("/proc/self/status")) return 0;
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        const text = readFileSync(`/proc/${name}/status`, "utf8");
        const field = (key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
        return { pid: Number(name), parent: field("PPid"), kilobytes: field("VmRSS") };
      } catch {
        // It ended meanwhile.
        return { pid: 0, parent: 0, kilobytes: 0 };
      }
    });
  const sum = (pid) =>
    all
      .filter(({ parent }) => parent === pid)
      .reduce((total, child) => total + sum(child.pid), all.find((one) => one.pid === pid)?.kilobytes ?? 0);
  return sum(root) / 1024;
}
