// Writes src/generated/class-lines.ts: what each class of the contract holds, one line per class. The sandbox needs the
// scalar types, which the operation table does not have: to read XML and forms, to make empty objects, and to bring dates
// from and to the caller's time zone.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Contract, classLines } from "./class-lines.ts";

const require = createRequire(import.meta.url);
const out = new URL("../src/generated/", import.meta.url);
const bundle = "@so-webapi/openapi/superoffice.openapi.json";
const contract = JSON.parse(readFileSync(require.resolve(bundle), "utf8")) as Contract;
const lines = classLines(contract);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
writeFileSync(
  new URL("class-lines.ts", out),
  `// Made by scripts/generate.ts from ${bundle}. Do not edit.
/** One line per class: its name, then \`Property:code\`; see model/class-sheet.ts for the codes. */
export const classLines = ${JSON.stringify(lines.join("\n"))};
`,
);
console.log(`${lines.length} classes`);
