// Writes src/generated/: one module per agent and entity, from the operation table and the contract's own words.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { operations } from "@so-webapi/operations/all";
import { groupCode, type Notes } from "./group-code.ts";

const contract = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve("@so-webapi/openapi/superoffice.openapi.json")), "utf8"),
) as { readonly paths: Readonly<Record<string, Readonly<Record<string, Notes & { operationId?: string }>>>> };
const notes = new Map(
  Object.values(contract.paths)
    .flatMap((item) => Object.values(item))
    .map((operation) => [operation.operationId, operation]),
);

const out = new URL("../src/generated/", import.meta.url);
rmSync(out, { recursive: true, force: true });
for (const folder of ["agents", "entities"]) mkdirSync(new URL(`${folder}/`, out), { recursive: true });

const groups = new Set(operations.map(({ group }) => `${group.kind} ${group.name}`));
for (const key of groups) {
  const members = operations.filter(({ group }) => `${group.kind} ${group.name}` === key);
  const { file, code } = groupCode(members, (operationId) => notes.get(operationId) ?? {});
  writeFileSync(new URL(file, out), code);
}
console.log(`${groups.size} groups, ${operations.length} calls`);
