// Writes src/generated/tables.ts from the descriptors of openapi/soap: the same lines, packed; what versions share stands once.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

type Lists = Readonly<Record<string, readonly string[]>>;

interface IndexFile {
  readonly versions: Readonly<Record<string, string>>;
  readonly namespaces: readonly string[];
  readonly headers: string;
  readonly headerElements: readonly string[];
  readonly agents: readonly string[];
}

interface AgentFile {
  readonly versions: string;
  readonly knownTypes?: readonly string[];
  readonly operations: Lists;
}

const sections = ["classes", "arrays", "dictionaries", "enums", "flags", "restrictions"];

function read<Shape>(path: string): Shape {
  const url = import.meta.resolve(`@so-webapi/openapi/soap/${path}.json`);
  return JSON.parse(readFileSync(fileURLToPath(url), "utf8")) as Shape;
}

/** One row for each list: its name, then its lines, with tabs between them. */
const rows = (lists: Lists): string =>
  Object.entries(lists)
    .map(([name, lines]) => [name, ...lines].join("\t"))
    .join("\n");

const index = read<IndexFile>("index");
const agents = index.agents.map((name) => ({ name, ...read<AgentFile>(`agents/${name}`) }));
const tables = {
  versions: index.versions,
  namespaces: index.namespaces,
  headers: index.headers,
  headerElements: index.headerElements,
  types: Object.fromEntries(sections.map((section) => [section, rows(read<Lists>(`types/${section}`))])),
  agents: Object.fromEntries(
    agents.map(({ name, versions, knownTypes = [], operations }) => [
      name,
      { versions, knownTypes, operations: rows(operations) },
    ]),
  ),
};

const out = new URL("../src/generated/", import.meta.url);
mkdirSync(out, { recursive: true });
writeFileSync(
  new URL("tables.ts", out),
  `// Made by scripts/generate.ts from openapi/soap. Do not edit.
import type { Tables } from "../descriptors/tables.ts";

export const tables: Tables = ${JSON.stringify(tables)};
`,
);
console.log(`${agents.length} agents, versions ${Object.keys(index.versions).join(", ")}`);
