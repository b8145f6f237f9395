import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundler, type CompileOptions, Consumer, compilers, type Diagnostic, nodeNext } from "./consumer.ts";
import { contract } from "./contract.ts";
import { exampleModules } from "./examples.ts";
import { guardModule, guards } from "./guard-module.ts";

// What covers what: every mode of every compiler compiles the groups of the fixtures and examples, whose declarations
// it checks with all schemas that they need; one mode of each compiler compiles everything there is.
const consumer = new Consumer();
afterAll(() => consumer[Symbol.dispose]());

const document = contract();
const compilerNames = Object.keys(compilers) as (keyof typeof compilers)[];
consumer.add("must-compile.ts");
consumer.add("sound.ts");
const mustFail = consumer.add("must-fail.ts").split("\n");
consumer.write("guards.ts", guardModule(document));
const examples = exampleModules(["../README.md", "../src/enums.ts"]);
for (const { file, text } of examples) consumer.write(file, text);

const marked = mustFail.flatMap((text, index) => {
  const code = /\/\/ (TS\d+)$/.exec(text)?.[1];
  return code === undefined ? [] : [`${index + 1} ${code}`];
});

const settings: Omit<CompileOptions, "files">[] = [];
for (const compiler of compilerNames) {
  for (const module of [nodeNext, bundler]) {
    for (const exactOptionalPropertyTypes of [false, true]) {
      settings.push({ compiler, module, exactOptionalPropertyTypes });
    }
  }
}

describe.each(settings)(
  "with TypeScript $compiler, $module.moduleResolution and exactOptionalPropertyTypes $exactOptionalPropertyTypes",
  (setting) => {
    let found: Diagnostic[] = [];
    beforeAll(() => {
      const files = ["must-compile.ts", "must-fail.ts", ...examples.map(({ file }) => file)];
      found = consumer.compile({ ...setting, files });
    });

    test("what users may write compiles, and every example is right", () => {
      expect(found.filter(({ file }) => file !== "must-fail.ts")).toEqual([]);
    });

    test("each marked line of the file that must fail fails, with its code, and no other line does", () => {
      const failed = found.filter(({ file }) => file === "must-fail.ts");
      expect(failed.map(({ line, code }) => `${line} ${code}`)).toEqual(marked);
    });
  },
);

describe.each(compilerNames)("with TypeScript %s", (compiler) => {
  test("no schema and no operation of the whole contract is or holds any or never", () => {
    expect(consumer.compile({ compiler, files: ["guards.ts"] })).toEqual([]);
  });

  test("openapi-fetch takes the paths of several groups at once", () => {
    consumer.addOpenapiFetch();
    consumer.add("openapi-fetch.ts");
    // Its declarations need those of browsers, which are neither's to check.
    const files = ["openapi-fetch.ts"];
    expect(consumer.compile({ compiler, lib: ["DOM", "DOM.Iterable"], skipLibCheck: true, files })).toEqual(
      [],
    );
  });
});

test("the file that must fail marks enough lines to mean something", () => {
  expect(marked.length).toBeGreaterThanOrEqual(25);
});

test("the guards cover every schema and every operation of the contract", () => {
  const operationIds = Object.values(document.paths).flatMap((item) =>
    Object.values(item).flatMap(({ operationId }) => operationId ?? []),
  );
  const schemas = Object.keys(document.components?.schemas ?? {});
  expect(
    guards(document)
      .guards.map(({ of }) => of)
      .sort(),
  ).toEqual([...schemas, ...operationIds].sort());
  expect(schemas.length).toBeGreaterThan(2_000);
  expect(operationIds.length).toBeGreaterThan(3_000);
});
