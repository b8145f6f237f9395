import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { bundler, type CompileOptions, Consumer, compilers, nodeNext } from "./consumer.ts";
import { exampleModules } from "./examples.ts";
import { guardModule } from "./guard-module.ts";

const consumer = new Consumer();
afterAll(() => consumer[Symbol.dispose]());

const schemas = readFileSync(new URL("../src/generated/schemas.ts", import.meta.url), "utf8");
consumer.add("must-compile.ts");
consumer.add("sound.ts");
const mustFail = consumer.add("must-fail.ts").split("\n");
consumer.write("guards.ts", guardModule(schemas));
const examples = exampleModules(["../README.md", "../src/enums.ts"]);
for (const { file, text } of examples) consumer.write(file, text);

const marked = mustFail.flatMap((text, index) => {
  const code = /\/\/ (TS\d+)$/.exec(text)?.[1];
  return code === undefined ? [] : [`${index + 1} ${code}`];
});

const settings: Omit<CompileOptions, "files">[] = [];
for (const compiler of Object.keys(compilers) as (keyof typeof compilers)[]) {
  for (const module of [nodeNext, bundler]) {
    for (const exactOptionalPropertyTypes of [false, true]) {
      settings.push({ compiler, module, exactOptionalPropertyTypes });
    }
  }
}

describe.each(settings)(
  "with TypeScript $compiler, $module.moduleResolution and exactOptionalPropertyTypes $exactOptionalPropertyTypes",
  (setting) => {
    test("what users may write compiles, no schema is any or never, and every example is right", () => {
      const files = ["must-compile.ts", "guards.ts", ...examples.map(({ file }) => file)];
      expect(consumer.compile({ ...setting, files })).toEqual([]);
    });

    test("each marked line of the file that must fail fails, with its code, and no other line does", () => {
      const found = consumer.compile({ ...setting, files: ["must-fail.ts"] });
      expect(new Set(found.map(({ file }) => file))).toEqual(new Set(["must-fail.ts"]));
      expect(found.map(({ line, code }) => `${line} ${code}`)).toEqual(marked);
    });
  },
);

test("the file that must fail marks enough lines to mean something", () => {
  expect(marked.length).toBeGreaterThanOrEqual(25);
});

test("the guards cover every exported schema", () => {
  const exported = [...schemas.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
  const guarded = [...guardModule(schemas).matchAll(/^ok<Sound<T\.(\w+)>>/gm)].map(([, name]) => name);
  expect(guarded).toEqual(exported.filter((name) => name !== "components"));
  expect(guarded.length).toBeGreaterThanOrEqual(60);
});
