import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { Consumer, compilers, node16 } from "./consumer.ts";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const manifest = JSON.parse(read("package.json")) as {
  exports: Record<string, string | Record<string, string>>;
  dependencies?: object;
};
const dist = readdirSync(new URL("../dist", import.meta.url), { recursive: true, withFileTypes: true });
const files = dist.filter((entry) => entry.isFile() && entry.name !== "package.json");

const consumer = new Consumer();
afterAll(() => consumer[Symbol.dispose]());

test("dist holds declarations only", () => {
  expect(files.length).toBeGreaterThanOrEqual(6);
  expect(files.map(({ name }) => name).filter((name) => !name.endsWith(".d.ts"))).toEqual([]);
});

test("Every import in dist names a file of dist", () => {
  for (const { parentPath, name } of files) {
    const text = readFileSync(`${parentPath}/${name}`, "utf8");
    for (const [, from = ""] of text.matchAll(/^(?:import|export) .* from "([^"]+)"/gm)) {
      expect(from).toMatch(/^\.\.?\/.*\.js$/);
      expect(existsSync(`${parentPath}/${from.replace(/\.js$/, ".d.ts")}`), `${name}: ${from}`).toBe(true);
    }
  }
});

test("Generated declarations still say what made them", () => {
  expect(read("dist/generated/schemas.d.ts")).toMatch(/^\/\*! Made by scripts\/generate\.ts /);
  expect(read("dist/generated/agents/contact.d.ts")).toMatch(/^\/\*! Made by scripts\/generate\.ts /);
});

test("Each entry offers types and no code, and there is nothing to install beside", () => {
  for (const [entry, target] of Object.entries(manifest.exports)) {
    if (entry !== "./package.json") expect(Object.keys(target)).toEqual(["types"]);
  }
  expect(manifest.dependencies).toBeUndefined();
});

test.each(Object.keys(compilers) as (keyof typeof compilers)[])(
  "CommonJS code imports the same types as ES modules do, with TypeScript %s",
  (compiler) => {
    consumer.write(
      "app.cts",
      `import type { ContactEntityInput } from "@so-webapi/types";
import type { operations } from "@so-webapi/types/entities/contact";
export const contact: ContactEntityInput = { Name: "Nordic Import" };
export const misspelt: ContactEntityInput = { name: "Nordic Import" };
export type Operation = keyof operations;`,
    );
    const found = consumer.compile({
      compiler,
      files: ["app.cts"],
      module: node16,
      verbatimModuleSyntax: false,
    });
    expect(found.map(({ line, code }) => `${line} ${code}`)).toEqual(["4 TS2561"]);
  },
);

describe("at run time", () => {
  test.each(["@so-webapi/types", "@so-webapi/types/agents/contact", "@so-webapi/types/entities/contact"])(
    "import and require of %s fail, and say that nothing is exported",
    (entry) => {
      const imported = consumer.node("--input-type=module", "-e", `await import(${JSON.stringify(entry)})`);
      expect(imported.status).toBe(1);
      expect(imported.output).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
      const required = consumer.node("--input-type=commonjs", "-e", `require(${JSON.stringify(entry)})`);
      expect(required.status).toBe(1);
      expect(required.output).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
    },
  );

  test("a type import leaves nothing behind to fail", () => {
    consumer.write(
      "app.ts",
      `import type { ContactEntityInput } from "@so-webapi/types";
import type { paths } from "@so-webapi/types/agents/contact";
const contact: ContactEntityInput = { Name: "Nordic Import" };
export type Path = keyof paths;
console.log(contact.Name);`,
    );
    expect(consumer.node("--experimental-strip-types", "--no-warnings", "app.ts")).toEqual({
      status: 0,
      output: "Nordic Import\n",
    });
  });
});
