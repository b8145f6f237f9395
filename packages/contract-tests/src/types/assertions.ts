import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ContractDocument } from "@so-webapi/contract-kit/contract";
import type { Assertion } from "./class-source.ts";
import { compileProject } from "./compile.ts";

/**
 * Asks the compiler about many assertions at once.
 *
 * @param folder a folder below this package that may be emptied, with a slash at the end
 * @returns the assertions that hold
 */
export async function holdingAssertions(
  document: ContractDocument,
  assertions: readonly Assertion[],
  folder: string,
): Promise<ReadonlySet<Assertion>> {
  const root = new URL(`../../${folder}`, import.meta.url);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const up = "../".repeat(folder.split("/").length - 1);
  const all = [...new Set(assertions)];
  const head = [
    `import type { ${Object.keys(document.components.schemas).join(", ")}, KnownMember } from "@so-webapi/types";`,
    `import type { RequiredKeys, Same } from "${up}src/types/same.ts";`,
  ];
  const lines = all.map((assertion, index) => `export const a${index}: ${assertion} = true;`);
  writeFileSync(new URL("assertions.ts", root), `${[...head, ...lines].join("\n")}\n`);
  const config = { extends: `${up}tsconfig.json`, include: ["./*.ts"], exclude: [] };
  writeFileSync(new URL("tsconfig.json", root), JSON.stringify(config));
  const diagnostics = await compileProject(fileURLToPath(new URL("tsconfig.json", root)));
  const wrong = new Set(diagnostics.map(({ line }) => line - head.length - 1));
  return new Set(all.filter((_, index) => !wrong.has(index)));
}
