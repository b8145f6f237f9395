import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as platform from "../src/index.ts";

// An example is code; a statement with a comment behind it (or alone on the line below) says what it gives:
//   hasFlag("Update, Insert", "insert"); // true

const root = new URL("../", import.meta.url);
const folder = new URL("node_modules/.examples/", root);

interface Example {
  readonly name: string;
  readonly code: string;
}

const sources = fromSources();
const examples: readonly Example[] = [...fromReadme(), ...sources];

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  const names = Object.keys(platform).join(", ");
  for (const [index, { code }] of sources.entries()) {
    const imports = code.includes("import ") ? "" : `import { ${names} } from "../../src/index.ts";\n`;
    const source = code.replaceAll("@so-webapi/platform", "../../src/index.ts");
    writeFileSync(new URL(`example-${index}.ts`, folder), `${imports}${source}\nexport {};\n`);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the examples of the documentation", () => {
  test("are there for every function", () => {
    const functions = Object.entries(platform).filter(
      ([name, value]) => typeof value === "function" && /^[a-z]/.test(name),
    );
    const all = examples.map(({ code }) => code).join("\n");
    expect(functions.map(([name]) => name).filter((name) => !new RegExp(`\\b${name}\\(`).test(all))).toEqual(
      [],
    );
  });

  // Those of the README are docs-check's.
  test("compile where they stand in comments", () => {
    const tsc = fileURLToPath(new URL("node_modules/.bin/tsc", root));
    const options =
      "--noEmit --strict --noUncheckedIndexedAccess --allowImportingTsExtensions --skipLibCheck";
    const target = "--target es2023 --lib es2023,dom --module nodenext --types node";
    const files = sources.map((_, index) => fileURLToPath(new URL(`example-${index}.ts`, folder)));
    try {
      execFileSync(tsc, [...`${options} ${target}`.split(" "), "--ignoreConfig", ...files], {
        encoding: "utf8",
      });
    } catch (error) {
      expect((error as { stdout: string }).stdout).toBe("");
      throw error;
    }
  });

  test.each(examples)("$name gives what it says", ({ code }) => {
    const checked = toChecks(stripTypeScriptTypes(code).replaceAll(/^import .*$/gm, ""));
    let checks = 0;
    const check = (actual: () => unknown, expected: () => unknown) => {
      checks++;
      expect(actual()).toEqual(expected());
    };
    new Function(...Object.keys(platform), "check", checked)(...Object.values(platform), check);
    expect(checks).toBeGreaterThan(0);
  });
});

function fromReadme(): readonly Example[] {
  const text = readFileSync(new URL("README.md", root), "utf8");
  return [...text.matchAll(/### `?(\S+?)`?\n[\s\S]*?```ts\n([\s\S]*?)```/g)].map(
    ([, name = "", code = ""]) => ({
      name: `README.md, ${name}`,
      code,
    }),
  );
}

function fromSources(): readonly Example[] {
  return readdirSync(new URL("src/", root), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
    .flatMap((path) => {
      const text = readFileSync(new URL(`src/${path}`, root), "utf8");
      return [...text.matchAll(/@example\n([\s\S]*?)\n \*\/\nexport (?:function|const) (\w+)/g)].map(
        ([, code = "", name = ""]) => ({ name: `${path}, ${name}`, code: code.replaceAll(/^ \* ?/gm, "") }),
      );
    });
}

/** Turns each statement that says what it gives into a call of `check`; the others stay. */
function toChecks(code: string): string {
  let done = "";
  let statement = "";
  for (const line of code.split("\n")) {
    const [, end, beside] = /^(.*;) \/\/ (.+)$/.exec(line) ?? [];
    const [, below] = /^\/\/ (.+)$/.exec(line) ?? [];
    if (below === undefined && /;\s*$/.test(statement)) {
      done += statement;
      statement = "";
    }
    if (below === undefined) statement += `${end ?? line}\n`;
    const expected = beside ?? below;
    if (expected === undefined) continue;
    done += `check(() => (${statement.replace(/;\s*$/, "")}), () => (${expected}));\n`;
    statement = "";
  }
  return done + statement;
}
