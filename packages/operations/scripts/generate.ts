// Writes src/generated/ from the open bundle: the packed table, and one entry per agent and entity.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sourcesOf } from "./sources.ts";
import { type Contract, groupsOf } from "./table.ts";

const input = "@so-webapi/openapi/superoffice.openapi.json";
const contract = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(input)), "utf8")) as Contract;
const out = new URL("../src/generated/", import.meta.url);

rmSync(out, { recursive: true, force: true });
const groups = groupsOf(contract);
for (const { file, code } of sourcesOf(groups, input)) {
  mkdirSync(new URL(".", new URL(file, out)), { recursive: true });
  writeFileSync(new URL(file, out), code);
}
console.log(
  `${groups.length} groups, ${groups.reduce((sum, group) => sum + group.operations.length, 0)} operations`,
);
