// The checks of this folder go red: each on a repository that is made for it, with one thing wrong.
// Run by `npm run lint` with node's own test runner.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const folders = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const manifest = (name) =>
  JSON.stringify({ name: `@so-webapi/${name}`, exports: { ".": { types: "./dist/index.d.ts" } } });

const right = {
  "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
  "ARCHITECTURE.md": `\`\`\`text
one ─▶ two
\`\`\`

| Folder | Package | To run | To build and test |
|---|---|---|---|
| \`packages/one\` | \`@so-webapi/one\` | — | — |
| \`packages/two\` | \`@so-webapi/two\` | one | — |

## One (\`packages/one\`)
## Two (\`packages/two\`)
`,
  "packages/one/package.json": manifest("one"),
  "packages/one/src/index.ts": `export { one as uno, type Options } from "./one.ts";\n`,
  "packages/one/src/one.ts": `/** The first number. */
export const one = 1;
/** What counts. */
export interface Options {
  /** From 0. */
  readonly from: number;
}
`,
  "packages/two/package.json": manifest("two"),
  "packages/two/src/index.ts": `import { uno } from "@so-webapi/one";\n/** The second number. */\nexport const two = uno + 1;\n`,
};

/** Runs a check over the right repository with some files changed; its exit status and what it says. */
function check(name, changes = {}) {
  const root = mkdtempSync(join(tmpdir(), "so-checks-"));
  folders.push(root);
  for (const [path, text] of Object.entries({ ...right, ...changes })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  execFileSync("git", ["init", "-q"], { cwd: root });
  const script = fileURLToPath(new URL(`check-${name}.mjs`, import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, "--root", root], { encoding: "utf8" });
  return { status, says: stderr };
}

for (const name of ["imports", "circles", "docs"])
  test(`${name}: nothing is wrong where nothing is`, () => {
    assert.deepEqual(check(name), { status: 0, says: "" });
  });

const architecture = right["ARCHITECTURE.md"];
const cases = [
  [
    "an import that no row allows",
    "imports",
    { "packages/one/src/one.ts": `export * from "@so-webapi/two";` },
    /one\.ts: packages\/one may not import @so-webapi\/two/,
  ],
  [
    "one that is written over several lines",
    "imports",
    { "packages/one/src/one.ts": `export {\n  two,\n}\n  from\n  "@so-webapi/two";` },
    /may not import @so-webapi\/two/,
  ],
  [
    "an import at run time",
    "imports",
    { "packages/one/src/one.ts": `await import("@so-webapi/two");` },
    /may not import @so-webapi\/two/,
  ],
  [
    "one past the entry points",
    "imports",
    { "packages/two/src/index.ts": `import "@so-webapi/one/src/one.ts";` },
    /is no entry point/,
  ],
  [
    "one by a path out of the package",
    "imports",
    { "packages/two/src/index.ts": `import "../../one/src/one.ts"; import "@so-webapi/one";` },
    /leads out of packages\/two/,
  ],
  [
    "a package without a row",
    "imports",
    { "packages/three/package.json": manifest("three") },
    /0 rows for packages\/three/,
  ],
  [
    "a row without a package",
    "imports",
    { "ARCHITECTURE.md": `${architecture}| \`packages/four\` | \`@so-webapi/four\` | — | — |\n` },
    /a row for packages\/four, which is no package/,
  ],
  [
    "a package without a section",
    "imports",
    { "ARCHITECTURE.md": architecture.replace("## One", "One") },
    /no section about `packages\/one`/,
  ],
  [
    "a package that the picture lacks",
    "imports",
    { "ARCHITECTURE.md": architecture.replace("one ─▶ two", "one") },
    /picture lacks packages\/two/,
  ],
  [
    "a row that allows what nobody does",
    "imports",
    { "packages/two/src/index.ts": "export {};" },
    /lets packages\/two import one, and nothing there does/,
  ],
  ["a folder that nobody explains", "imports", { "stuff/notes.txt": "?" }, /no row for the folder stuff\//],
  [
    "a circle",
    "circles",
    {
      "packages/one/src/one.ts": `import { a } from "./a.ts";\nexport const one = a;`,
      "packages/one/src/a.ts": `export * from "./index.ts";\nexport const a = 1;`,
    },
    /a circle: \S*a\.ts → \S*index\.ts → \S*one\.ts → \S*a\.ts/,
  ],
  [
    "a name without a comment",
    "docs",
    { "packages/one/src/one.ts": "export const one = 1;" },
    /one\.ts:1: one says nothing/,
  ],
  [
    "an option without a comment",
    "docs",
    { "packages/one/src/one.ts": "/** One. */\nexport interface Options {\n  readonly from: number;\n}" },
    /one\.ts:3: Options\.from says nothing/,
  ],
];
test("circles: one of types alone is none", () => {
  const changes = {
    "packages/one/src/one.ts": `import type { Options } from "./index.ts";\nexport const one: Options = {};`,
  };
  assert.deepEqual(check("circles", changes), { status: 0, says: "" });
});

for (const [what, name, changes, told] of cases)
  test(`${name}: ${what} is told`, () => {
    const { status, says } = check(name, changes);
    assert.equal(status, 1);
    assert.match(says, told);
  });

test("files: a long file without a reason is told, and a reason that is needed no more", () => {
  const { status, says } = check("files", { "packages/one/src/long.ts": "//\n".repeat(301) });
  assert.equal(status, 1);
  assert.match(says, /long\.ts has 301 lines, and no reason/);
  assert.match(says, /apps\/edge-proxy\/README\.md has no more than 250 lines: its reason can go/);
});
