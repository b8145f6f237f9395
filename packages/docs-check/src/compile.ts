import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Block, placeOf } from "./blocks.ts";
import { asModule, type Page } from "./module.ts";

const here = fileURLToPath(new URL("../", import.meta.url));
const folder = join(here, ".results/blocks");

/** Languages that the compiler reads. */
export const compiled = ["ts", "tsx", "js"];

/** What is wrong with a block: its place, and what the compiler says. */
export interface Complaint {
  readonly place: string;
  readonly message: string;
}

/**
 * Compiles all blocks in one program, strictly, against the packages as they were built. A block is a module; names that
 * it does not declare come from earlier blocks of its page, and from what the page takes for given.
 */
export function compile(blocks: readonly Block[], given: Readonly<Record<string, string>>): Complaint[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const places = new Map<string, { block: Block; added: number }>();
  const code = blocks.filter(({ language }) => compiled.includes(language));
  for (const name of new Set(code.map(({ page }) => page))) {
    const ofPage = code.filter(({ page }) => page === name);
    const page: Page = { slug: name.replace(/\W+/g, "-"), given: given[name], earlier: [] };
    if (page.given !== undefined) writeFileSync(join(folder, `${page.slug}-given.ts`), page.given);
    for (const block of ofPage) {
      const file = `${page.slug}-${block.line}.${block.language}`;
      const { text, added } = asModule(block, page);
      writeFileSync(join(folder, file), text);
      places.set(file, { block, added });
    }
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  return tsc().map(({ file, line, message }) => {
    const found = places.get(file);
    if (found === undefined) return { place: `${file}:${line}`, message };
    const { block, added } = found;
    return { place: placeOf({ ...block, line: block.line + line - added }), message };
  });
}

const settings = {
  compilerOptions: {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    allowJs: true,
    skipLibCheck: true,
    jsx: "react-jsx",
    module: "nodenext",
    target: "es2023",
    lib: ["es2023", "dom", "dom.iterable"],
    types: ["node"],
    allowImportingTsExtensions: true,
  },
  include: ["*"],
};

function tsc(): { file: string; line: number; message: string }[] {
  try {
    const program = join(here, "node_modules/.bin/tsc");
    execFileSync(program, ["-p", folder, "--pretty", "false"], { cwd: folder, encoding: "utf8" });
    return [];
  } catch (error) {
    const { stdout = "", message = "" } = error as { readonly stdout?: string; readonly message?: string };
    const said = [...stdout.matchAll(/^([^\s(]+)\((\d+),\d+\): error (.+)$/gm)].map(
      ([, file = "", line, text = ""]) => ({ file, line: Number(line), message: text }),
    );
    return said.length > 0 ? said : [{ file: "tsc", line: 0, message: stdout || message }];
  }
}
