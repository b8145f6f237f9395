// Prints what the table costs: bytes, import of one group and of all, and the matcher. `npm run bench -- table`
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Operation } from "../src/index.ts";

const dist = new URL("../dist/", import.meta.url);
const rounds = 15;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Milliseconds that a fresh process needs to import a module of dist, beyond what an empty module takes. */
function importTime(file: string): number {
  const time = (specifier: string): number => {
    const code = `await import("data:text/javascript,0");const t=performance.now();await import(${JSON.stringify(specifier)});console.log(performance.now()-t)`;
    return Number(execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }));
  };
  const [own, empty]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    own.push(time(new URL(file, dist).href));
    empty.push(time("data:text/javascript,1"));
  }
  return median(own) - median(empty);
}

const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
const bytes = files.map((file) => readFileSync(new URL(file, dist)));
const all = ["generated/all.js", "generated/common.js"].map((file) => readFileSync(new URL(file, dist)));
const size = (buffers: readonly Uint8Array[]): string =>
  `${Math.round(buffers.reduce((sum, { length }) => sum + length, 0) / 1000)} KB, ${Math.round(buffers.reduce((sum, each) => sum + gzipSync(each).length, 0) / 1000)} KB gzip`;
console.log(`dist: ${size(bytes)} in ${files.length} modules; what /all loads: ${size(all)}`);
for (const file of ["generated/agents/contact.js", "generated/agents/pocket.js", "all.js"])
  console.log(`import ${file}: ${importTime(file).toFixed(1)} ms`);

const { createMatcher } = (await import(new URL("index.js", dist).href)) as typeof import("../src/index.ts");
const { operations } = (await import(new URL("all.js", dist).href)) as { operations: readonly Operation[] };
const builds = Array.from({ length: rounds }, () => {
  const start = performance.now();
  createMatcher(operations);
  return performance.now() - start;
});
console.log(
  `matcher of ${operations.length}: first ${builds[0]?.toFixed(1)} ms, then ${median(builds).toFixed(1)} ms`,
);
const find = createMatcher(operations);
const paths = operations.map(({ method, path }) => [method, path.replaceAll(/\{.+?\}/g, "12")] as const);
for (const what of ["cold", "warm", "warm"]) {
  const start = performance.now();
  for (const [method, path] of paths) find(method, path);
  console.log(`match, ${what}: ${(((performance.now() - start) * 1000) / paths.length).toFixed(2)} µs`);
}
