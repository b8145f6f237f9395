import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ContractDocument } from "@so-webapi/contract-kit/contract";
import type { BodyMutation, Mutation } from "@so-webapi/contract-kit/mutation";
import { type Direction, directions, type Sample } from "@so-webapi/contract-kit/samples";
import { compileProject } from "./compile.ts";
import { importsOf, typedBody } from "./sample-source.ts";
import { CaseFile, typeCase } from "./type-case.ts";

/**
 * Asks the compiler about every changed body at once: one program, one line for each different literal. A mutation
 * is killed where its line is an error.
 *
 * @param folder a folder below this package that may be emptied, with a slash at the end
 */
export async function typeVerdicts(
  document: ContractDocument,
  samples: readonly Sample[],
  mutations: readonly Mutation[],
  folder: string,
): Promise<ReadonlyMap<Mutation, boolean>> {
  const root = new URL(`../../${folder}`, import.meta.url);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const up = `${"../".repeat(folder.split("/").length - 1)}src/`;
  const lines = new Map<Mutation, string>();
  for (const sample of samples) {
    for (const direction of directions) {
      const own = mutations.filter(
        (one): one is BodyMutation =>
          one.of === "body" && one.operationId === sample.operationId && one.direction === direction,
      );
      for (const [mutation, line] of writeCases(document, sample, direction, own, root, up))
        lines.set(mutation, line);
    }
  }
  const config = {
    extends: `${"../".repeat(folder.split("/").length - 1)}tsconfig.json`,
    include: ["./*.ts"],
    exclude: [],
  };
  writeFileSync(new URL("tsconfig.json", root), JSON.stringify(config));
  const diagnostics = await compileProject(fileURLToPath(new URL("tsconfig.json", root)));
  const wrong = new Set(
    diagnostics.map(({ file, line }) => `${file.slice(file.lastIndexOf("/") + 1)}:${line}`),
  );
  return new Map([...lines].map(([mutation, line]) => [mutation, wrong.has(line)]));
}

function writeCases(
  document: ContractDocument,
  sample: Sample,
  direction: Direction,
  mutations: readonly BodyMutation[],
  root: URL,
  up: string,
): Map<Mutation, string> {
  const typed = typedBody(document, sample, direction);
  const cases = new CaseFile(typed);
  const numbers = mutations.map(
    (mutation) => [mutation, cases.add(typeCase(typed, mutation), mutation.kind)] as const,
  );
  const { lines, firstCase } = cases.lines();
  const head = `${importsOf(typed, up)}\nimport type { At } from "${up}types/at.ts";\n`;
  const name = `${sample.operationId}.${direction}.ts`;
  writeFileSync(new URL(name, root), `${head}${lines.join("\n")}\n`);
  const first = head.split("\n").length + firstCase;
  return new Map(numbers.map(([mutation, number]) => [mutation, `${name}:${first + number}`]));
}
