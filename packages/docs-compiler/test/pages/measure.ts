/**
 * Time and memory of reading the pages beside that of markdown-it alone. Run by hand:
 * `node test/pages/measure.ts [REFERENCE_DIR]`.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import MarkdownIt from "markdown-it";
import { parsePage } from "../../src/pages/parse-page.ts";
import { listPages, readPages } from "../../src/pages/read-pages.ts";
import { referenceDir } from "./reference.ts";

const dir = process.argv[2] ?? referenceDir();
const rounds = 9;

const files = listPages(dir).filter(({ release }) => release !== "seeds");
const markdown = new MarkdownIt();

const time = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;

const baseline: number[] = [];
const reader: number[] = [];
// Interleaved, so that what else the machine does hits both.
for (let round = 0; round < rounds; round++) {
  baseline.push(
    time(() => {
      for (const { file } of files) markdown.parse(readFileSync(join(dir, file), "utf8"), {});
    }),
  );
  reader.push(
    time(() => {
      for (const { file } of files) parsePage(file, readFileSync(join(dir, file), "utf8"));
    }),
  );
}
const [base, own] = [median(baseline), median(reader)];
console.log(`${files.length} pages, median of ${rounds} interleaved rounds`);
console.log(`markdown-it, read and parse  ${base.toFixed(0)} ms`);
console.log(`parsePage, read and parse    ${own.toFixed(0)} ms  (${(own / base).toFixed(2)} times)`);
const start = performance.now();
const pages = await readPages(dir);
const heap = process.memoryUsage().heapUsed / 2 ** 20;
console.log(`readPages                    ${(performance.now() - start).toFixed(0)} ms`);
console.log(`${pages.operations.length} operations held, heap ${heap.toFixed(0)} MB`);
console.log(`peak memory                  ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
