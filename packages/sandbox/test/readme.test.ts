import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";

// Examples of comments are compiled, and those of pages run, against the built package; that those of pages compile is shown by
// docs-check. Lines for a shell are tried in apps/sandbox.
const root = fileURLToPath(new URL("../", import.meta.url));
const folder = join(root, ".results/examples");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

const pages = ["README.md", ...globSync("docs/*.md", { cwd: root })].sort();
const blocks = pages.flatMap((page) =>
  [...read(page).matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""], index) => ({
    name: `${page.replace(/\W/g, "-")}-${index + 1}.ts`,
    code,
  })),
);
const comments = globSync("src/**/*.ts", { cwd: root }).flatMap((file) =>
  [...read(file).matchAll(/^ *\* @example\n(.*?)^ *\*\/$/gms)].map(([, code = ""], index) => ({
    name: `${file.replace(/\W/g, "-")}-${index + 1}.ts`,
    code: code.replace(/^ *\* ?/gm, ""),
  })),
);

/** In scope of the example of a comment that imports nothing itself. */
const prelude = 'import { createSandbox } from "@so-webapi/sandbox";\n';

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, code } of [...blocks, ...comments])
    writeFileSync(join(folder, name), `${/^import /m.test(code) ? "" : prelude}${code}\nexport {};\n`);
  const config = {
    extends: "../../tsconfig.json",
    include: [],
    files: comments.map(({ name }) => name),
    exclude: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
});

test("there are examples on pages to run", () => {
  expect(blocks.length).toBeGreaterThanOrEqual(4);
});

test("the examples of comments compile against the built package", () => {
  expect(comments.length).toBeGreaterThanOrEqual(3);
  expect(compile()).toBe("");
});

test.each(blocks)("the example $name runs", ({ name }) => {
  const cwd = mkdtempSync(join(tmpdir(), "so-example-"));
  // Types are stripped by Node; a failure ends it with another status than 0.
  execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", join(folder, name)], { cwd });
});

/** What the compiler says, nothing when it is content. */
function compile(): string {
  try {
    const tsc = join(root, "node_modules/.bin/tsc");
    return execFileSync(tsc, ["-p", folder, "--pretty", "false"], { encoding: "utf8" });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
