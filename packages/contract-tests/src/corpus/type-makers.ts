import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { neighbour } from "../witnesses/neighbours.ts";
import type { Tool } from "./checkers.ts";
import { type CorpusCase, judge } from "./corpus-case.ts";
import { corpusDocument, operationIdOf } from "./corpus-document.ts";
import { ownScript } from "./own-generators.ts";

/** A generator of types: what it leaves in a folder that holds `corpus.json`, and how one writes the type of a case's body. */
interface TypeMaker {
  readonly make: (folder: string, cases: readonly CorpusCase[]) => void | Promise<void>;
  readonly imports: string;
  readonly typeOf: (one: CorpusCase) => string;
}

const pascal = (one: CorpusCase): string => operationIdOf(one).replace("v1", "V1").replaceAll("_", "");
const isRequest = ({ body }: CorpusCase): boolean => body === "request";
const run = (program: "openapi-ts" | "openapi-typescript" | "orval", folder: string, args: string): void => {
  execFileSync(neighbour(program), args.split(" "), { cwd: folder, stdio: "pipe" });
};

export const openapiTypescript = typed({
  make: (folder) => run("openapi-typescript", folder, "corpus.json -o made.ts"),
  imports: 'import type { components } from "./made";',
  typeOf: ({ name }) => `components["schemas"]["${name}"]`,
});

/** hey-api makes a second type of what has `readOnly`; the operation's data name the right one. */
export const heyApi = typed({
  make: (folder) => run("openapi-ts", folder, "-i corpus.json -o made --plugins @hey-api/typescript"),
  imports: 'import type * as made from "./made/types.gen";',
  typeOf: (one) => (isRequest(one) ? `made.${pascal(one)}Data["body"]` : `made.${one.name}`),
});

/** orval takes `readOnly` out where a call takes its body. */
export const orval = typed({
  make: (folder) => run("orval", folder, "--input corpus.json --output made.ts --client fetch"),
  imports: 'import type * as made from "./made";',
  typeOf: (one) =>
    isRequest(one) ? `Parameters<typeof made.${operationIdOf(one).replace("_", "")}>[0]` : `made.${one.name}`,
});

/** The generator of `@so-webapi/types`. */
export const ownTypes = typed({
  make: async (folder, cases) => {
    const document = corpusDocument(cases);
    const generateTypes = await ownScript("types/scripts/generator/generate-types.ts", "generateTypes");
    for (const { path, text } of await generateTypes(document)) {
      const file = join(folder, "made/generated", path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const enums = new URL("../../../types/src/enums.ts", import.meta.url);
    copyFileSync(fileURLToPath(enums), join(folder, "made/enums.ts"));
  },
  imports: 'import type * as made from "./made/generated/schemas";',
  typeOf: ({ name }) => `made.${name}`,
});

/** Runs a generator and asks the strict compiler of each value, written as a literal, whether its type takes it. */
function typed({ make, imports, typeOf }: TypeMaker): Tool {
  return async (cases) => {
    const folder = mkdtempSync(join(tmpdir(), "corpus-types-"));
    try {
      writeFileSync(join(folder, "corpus.json"), JSON.stringify(corpusDocument(cases)));
      await make(folder, cases);
      const lines = cases.flatMap((one) => [...one.taken, ...one.refused].map((json) => ({ one, json })));
      const text = lines.map(({ one, json }, at) => `export const v${at}: ${typeOf(one)} = ${json};`);
      writeFileSync(join(folder, "values.ts"), [imports, ...text, ""].join("\n"));
      const wrong = wrongLines(folder);
      const refused = lines.filter((_, at) => wrong.has(at + 2));
      return cases.map((each) =>
        judge(each, (json) => !refused.some(({ one, json: other }) => one === each && json === other)),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

/** Lines of `values.ts` whose literal does not fit. Any other complaint means that nothing was asked. */
function wrongLines(folder: string): Set<number> {
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["values.ts"] }));
  const { status, stdout } = spawnSync(neighbour("tsc"), ["-p", "."], { cwd: folder, encoding: "utf8" });
  const errors = stdout.split("\n").filter((line) => line.includes("error TS"));
  if (status === null || (status !== 0 && errors.length === 0))
    throw new Error(`no answer of tsc: ${stdout}`);
  return new Set(
    errors.map((error) => {
      // 2322 and 2820 not assignable, 2353 no such property, 2739 and 2741 properties missing.
      const [, line] = /^values\.ts\((\d+),\d+\): error TS(?:2322|2353|2739|2741|2820):/.exec(error) ?? [];
      if (line === undefined) throw new Error(`the compiler stumbles over more than a value: ${error}`);
      return Number(line);
    }),
  );
}

const compilerOptions = {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  target: "es2022",
  module: "esnext",
  moduleResolution: "bundler",
  lib: ["es2022", "dom", "dom.iterable"],
  types: [],
};
