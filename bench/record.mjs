// Keeps what benchmarks said as JSON, for the documentation site: one entry for each, with where its figures come from.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, loadavg, platform, release, totalmem } from "node:os";

const git = (...args) => execFileSync("git", args, { encoding: "utf8" }).trim();

/** Where figures come from: the machine, what else it did, versions. */
export function surroundings() {
  const [{ model } = { model: "unknown" }] = cpus();
  return {
    date: new Date().toISOString(),
    machine: `${model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    commit: git("rev-parse", "--short=12", "HEAD"),
    hasLocalChanges: git("status", "--porcelain", "--", ":!bench/results.json") !== "",
    // Processes that wanted a core, over the last minute: more than there are cores, and absolute figures mean little.
    loadBefore: Number(loadavg()[0].toFixed(2)),
  };
}

/** Puts the entry of a benchmark into a file, in place of the one that it had. */
export function keep(file, entry) {
  const before = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  const at = before.findIndex(({ name }) => name === entry.name);
  const after = at === -1 ? [...before, entry] : before.with(at, entry);
  // An entry is a line, so that a change of one leaves the others alone.
  writeFileSync(file, `[\n${after.map((one) => JSON.stringify(one, short)).join(",\n")}\n]\n`);
}

const short = (_, value) => (typeof value === "number" ? Number(value.toPrecision(6)) : value);
