// Writes src/generated/: one module per agent and entity, from the operation table and the contract's own words. It
// fails when an operation of the contract has no call, and says which ones and why.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { operations } from "@so-webapi/operations/all";
import { type GroupCode, groupCode, type Notes } from "./group-code.ts";

const contract = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve("@so-webapi/openapi/superoffice.openapi.json")), "utf8"),
) as { readonly paths: Readonly<Record<string, Readonly<Record<string, Notes & { operationId?: string }>>>> };
const notes = new Map(
  Object.values(contract.paths)
    .flatMap((item) => Object.values(item))
    .flatMap((operation) =>
      operation.operationId === undefined ? [] : [[operation.operationId, operation]],
    ),
);

const problems: string[] = [];
const written: GroupCode[] = [];
const groups = groupBy(operations, ({ group }) => `${group.kind} ${group.name}`);
for (const members of groups.values()) {
  try {
    written.push(groupCode(members, (operationId) => notes.get(operationId) ?? {}));
  } catch (error) {
    problems.push((error as Error).message);
  }
}

const rows = written.flatMap((group) => group.rows);
const expressed = new Set(rows.map(({ id }) => id));
for (const operationId of notes.keys()) {
  if (!expressed.has(operationId) && !problems.some((problem) => problem.includes(operationId)))
    problems.push(`${operationId}: has no call`);
}
console.log(`${written.length} of ${groups.size} groups, ${expressed.size} of ${notes.size} operations`);
for (const place of ["request", "answer"] as const) {
  const counts = [...groupBy(rows, (row) => row[place])].map(([kind, { length }]) => `${length} ${kind}`);
  console.log(`${place}: ${counts.join(", ")}`);
}
if (problems.length > 0) {
  for (const problem of problems) console.error(problem);
  process.exit(1);
}

const out = new URL("../src/generated/", import.meta.url);
rmSync(out, { recursive: true, force: true });
for (const folder of ["agents", "entities"]) mkdirSync(new URL(`${folder}/`, out), { recursive: true });
for (const { file, code } of written) writeFileSync(new URL(file, out), code);

/** Not `Map.groupBy`, which the ES2023 of this repository's types lacks. */
function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const map = new Map<string, Item[]>();
  for (const item of items) {
    const list = map.get(keyOf(item));
    if (list) list.push(item);
    else map.set(keyOf(item), [item]);
  }
  return map;
}
