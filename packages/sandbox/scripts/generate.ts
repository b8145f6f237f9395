// Writes src/generated:
// - class-lines.ts: what each class of the contract holds, one line per class. The sandbox needs the scalar types, which
//   the operation table does not have: to read XML and forms, to make empty objects, and to bring dates from and to the
//   caller's time zone.
// - enum-members.ts: the members of the enums, against which a seed file is checked.
// - default-seed.ts: src/seed/default.seed.yaml, read and checked, so that a sandbox starts without a YAML parser and
//   without a file system.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Contract, classLines, enumMembers } from "./class-lines.ts";
import { writeInspector } from "./inspector.ts";

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

const enums = enumMembers(contract);
writeFileSync(
  new URL("enum-members.ts", out),
  `// Made by scripts/generate.ts from ${bundle}. Do not edit.
/** The members of each enum of the contract. */
export const enumMembers = ${JSON.stringify(enums, null, 1)} as const;
`,
);

// It reads what was just written.
const { readSeed } = await import("../src/seed/read-seed.ts");
const seed = readSeed(readFileSync(new URL("../src/seed/default.seed.yaml", import.meta.url), "utf8"));
writeFileSync(
  new URL("default-seed.ts", out),
  `// Made by scripts/generate.ts from src/seed/default.seed.yaml. Do not edit.
import type { SeedFile } from "../seed/seed-file.ts";

/** What a sandbox begins with unless it is told otherwise. */
export const defaultSeed: SeedFile = ${JSON.stringify(seed)};
`,
);
console.log(`${lines.length} classes, ${Object.keys(enums).length} enums, ${seed.contacts.length} contacts`);
writeInspector(out);
