// Prints what the types cost their user. `node scripts/measure.ts [runs] [subject ...]`
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { Consumer, compilers } from "../test/consumer.ts";
import { contract } from "../test/contract.ts";
import { handCutSpec } from "./measure/hand-cut-spec.ts";
import { subjects } from "./measure/subjects.ts";

type Compiler = keyof typeof compilers;

const [runs = "7", ...wanted] = process.argv.slice(2);
const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".d.ts"))
  .map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
const all = Buffer.concat(files);
console.log(
  `dist: ${files.length} files, ${all.length} bytes, ${gzipSync(all, { level: 9 }).length} in gzip`,
);

using consumer = new Consumer();
consumer.addOpenapiFetch();
consumer.write("hand-cut.ts", await handCutSpec(contract()));
const chosen = Object.entries(subjects(dist)).filter(
  ([name]) => wanted.length === 0 || wanted.includes(name),
);
for (const [name, text] of chosen) consumer.write(`${name}.ts`, text);

// Fresh processes, one subject after the other in each round, so that whatever else the machine does hits all alike.
const samples = new Map<string, { readonly seconds: number; readonly megabytes: number }[]>();
for (let run = 0; run < Number(runs); run++) {
  for (const compiler of Object.keys(compilers) as Compiler[]) {
    for (const [name] of chosen) {
      const key = `${compiler} ${name}`;
      samples.set(key, [...(samples.get(key) ?? []), measure(compiler, name)]);
    }
  }
}

console.log(`A user's tsc on ${chosen.length} files, medians of ${runs} fresh processes, interleaved`);
for (const [name, measured] of samples) {
  const seconds = median(measured.map((sample) => sample.seconds)).toFixed(2);
  const megabytes = median(measured.map((sample) => sample.megabytes)).toFixed(0);
  console.log(`  ${name.padEnd(28)} ${seconds} s, ${megabytes} MB`);
}

function measure(compiler: Compiler, name: string): { seconds: number; megabytes: number } {
  const output = consumer.tsc({
    compiler,
    files: [`${name}.ts`],
    lib: ["DOM"],
    skipLibCheck: true,
    args: ["--extendedDiagnostics"],
  });
  if (/error TS/.test(output)) throw new Error(output);
  const read = (label: string): number =>
    Number(new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(output)?.[1]);
  return { seconds: read("Total time"), megabytes: read("Memory used") / 1000 };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const load = execFileSync("uptime", { encoding: "utf8" }).replace(/.*load average/s, "load average");
console.log(load.trim());
