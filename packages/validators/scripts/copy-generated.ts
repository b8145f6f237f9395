// The generated modules are JavaScript already: they go into dist/ as they are, their types with them.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const from = new URL("../src/generated/", import.meta.url);
const to = new URL("../dist/generated/", import.meta.url);
for (const name of readdirSync(from, { recursive: true, encoding: "utf8" }).sort()) {
  if (!name.includes(".")) mkdirSync(new URL(name, to), { recursive: true });
  if (name.endsWith(".js")) cpSync(new URL(name, from), new URL(name, to));
  // Types name their import as the sources do; in dist/ the file beside is JavaScript.
  if (name.endsWith(".d.ts")) {
    const types = readFileSync(new URL(name, from), "utf8").replace('violation.ts"', 'violation.js"');
    writeFileSync(new URL(name, to), types);
  }
}
