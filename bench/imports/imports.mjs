// What importing one agent costs, and how large everything is together.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { median, printTable, say } from "../statistics.mjs";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const packages = file("../../packages/");
const subjects = ["validators", "operations"].flatMap((name) =>
  ["agents/contact", "agents/pocket", "agents/list", "entities/contact"].map((group) => ({
    name: `${name}/${group}`,
    path: `${packages}${name}/dist/generated/${group}.js`,
  })),
);

export async function run({ rounds }) {
  say(`\nImports: one group in a fresh process, ${Math.max(rounds, 7)} rounds in turn`);
  const times = subjects.map(() => []);
  for (let round = 0; round < Math.max(rounds, 7); round++) {
    for (const [index, { path }] of subjects.entries()) {
      times[index].push(
        Number(execFileSync(process.execPath, [file("one.mjs"), path], { encoding: "utf8" })),
      );
    }
  }
  printTable(
    ["", "ms"],
    subjects.map(({ name }, index) => [name, median(times[index]).toFixed(1)]),
    times.map((ms) => ({ ms })),
  );
  const dist = `${packages}validators/dist/generated/`;
  const open = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".js") && !name.startsWith("closed"),
  );
  const bytes = gzipSync(Buffer.concat(open.map((name) => readFileSync(dist + name)))).length;
  say(`all validators of the open profile together: ${Math.round(bytes / 1000)} KB gzip`);
}
