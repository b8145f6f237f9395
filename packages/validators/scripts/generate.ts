// Compiles the contract's schemas into src/generated/: one module per agent and entity, for the open bundle and for
// the closed profile. The modules hold plain functions, one per class; nothing is compiled at run time.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { groupModules } from "./modules.ts";
import { type Contract, type OperationSchemas, operationSchemas } from "./schemas.ts";

const require = createRequire(import.meta.url);
const out = new URL("../src/generated/", import.meta.url);
const profiles = [
  { file: "@so-webapi/openapi/superoffice.openapi.json", folder: "", upToIndex: "../.." },
  { file: "@so-webapi/openapi/superoffice.closed.json", folder: "closed/", upToIndex: "../../.." },
] as const;

rmSync(out, { recursive: true, force: true });
for (const { file, folder, upToIndex } of profiles) {
  const contract = JSON.parse(readFileSync(require.resolve(file), "utf8")) as Contract;
  const byGroup = new Map<string, OperationSchemas[]>();
  for (const operation of operationSchemas(contract)) {
    byGroup.set(operation.group, [...(byGroup.get(operation.group) ?? []), operation]);
  }
  const banner = `// Made by scripts/generate.ts from ${file}. Do not edit.`;
  const write = (name: string, text: string): void => {
    const target = new URL(`${folder}${name}`, out);
    mkdirSync(new URL(".", target), { recursive: true });
    writeFileSync(target, text);
  };
  for (const module of await groupModules(contract, byGroup, banner)) write(module.path, module.text);
  for (const group of byGroup.keys()) {
    const types = `${banner}\nimport type { ValidatorTable } from "${upToIndex}/violation.ts";\n`;
    write(`${group}.d.ts`, `${types}export declare const validators: ValidatorTable;\n`);
  }
  write("loaders.ts", loaders(byGroup, banner));
  console.log(`${file}: ${byGroup.size} groups`);
}

function loaders(byGroup: ReadonlyMap<string, readonly OperationSchemas[]>, banner: string): string {
  const groups = [...byGroup.keys()].map(
    (group) => `  ${JSON.stringify(group)}: () => import("./${group}.js"),`,
  );
  const starts = new Map<string, string>();
  for (const [group, operations] of byGroup) {
    for (const { operationId } of operations) {
      const start = operationId.slice(0, operationId.indexOf("_") + 1);
      if ((starts.get(start) ?? group) !== group) throw new Error(`${start} begins operations of two groups`);
      starts.set(start, group);
    }
  }
  const rows = [...starts].map(([start, group]) => `  ${start}: ${JSON.stringify(group)},`);
  return `${banner}
/** Imports a group's module. */
export const loaders = {
${groups.join("\n")}
} as const;

/** Group of the operations whose operationId begins so, up to and with its first underscore. */
export const groups: Readonly<Record<string, keyof typeof loaders>> = {
${rows.join("\n")}
};
`;
}
