import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { installPacked } from "./support/install.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

it("every code block of the guide for users of the vendor's client compiles by itself in a user's project", () => {
  using project = installPacked();
  const guide = readFileSync(`${root}docs/coming-from-the-vendor-client.md`, "utf8");
  const fences = guide.match(/^```.+$/gm) ?? [];
  const blocks = [...guide.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
  expect(blocks.length).toBeGreaterThanOrEqual(8);
  // No code in another language, which nothing would compile.
  expect(fences).toEqual(blocks.map(() => "```ts"));

  const folder = join(project.folder, "guide");
  mkdirSync(folder);
  blocks.forEach((code, index) => void writeFileSync(join(folder, `${index}.ts`), `${code}\nexport {};\n`));
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    noEmit: true,
    module: "nodenext",
    target: "es2023",
    lib: ["es2023", "dom", "dom.iterable"],
    types: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  expect(compile(folder)).toBe("");
});

/** What the compiler says, nothing when it is content. */
function compile(folder: string): string {
  try {
    const tsc = `${root}node_modules/.bin/tsc`;
    return execFileSync(tsc, ["-p", folder, "--pretty", "false"], { encoding: "utf8" });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
