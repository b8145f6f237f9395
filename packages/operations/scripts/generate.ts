// Writes src/generated/ from the open bundle: one file per agent and entity, and the index of all of them.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Contract, groupsOf } from "./table.ts";

const input = "@so-webapi/openapi/superoffice.openapi.json";
const contract = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(input)), "utf8")) as Contract;
const out = new URL("../src/generated/", import.meta.url);
const banner = `// Made by scripts/generate.ts from ${input}. Do not edit.\n`;
const folder = { agent: "agents", entity: "entities" } as const;

rmSync(out, { recursive: true, force: true });
for (const name of Object.values(folder)) mkdirSync(new URL(`${name}/`, out), { recursive: true });

const groups = groupsOf(contract);
for (const { kind, name, operations, shapes } of groups) {
  const code = `${banner}import type { Operation, Shapes } from "../../operation.ts";

/** Operations of the ${name} ${kind}, by operationId. */
export const operations: readonly Operation[] = ${JSON.stringify(operations, null, 2)};

/** Classes and enums that their bodies reach. */
export const shapes: Shapes = ${JSON.stringify(shapes, null, 2)};
`;
  writeFileSync(new URL(`${folder[kind]}/${name}.ts`, out), code);
}

const from = groups.map(({ kind, name }, index) => ({
  path: `./${folder[kind]}/${name}.ts`,
  alias: `group${index}`,
}));
writeFileSync(
  new URL("all.ts", out),
  `${banner}import type { Operation, Shapes } from "../operation.ts";
${from.map(({ path, alias }) => `import * as ${alias} from "${path}";`).join("\n")}

export const groups: readonly { readonly operations: readonly Operation[]; readonly shapes: Shapes }[] = [${from.map(({ alias }) => alias).join(", ")}];
`,
);
console.log(
  `${groups.length} groups, ${groups.reduce((sum, group) => sum + group.operations.length, 0)} operations`,
);
