import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Contract, OperationSchemas } from "./schemas.ts";
import { type GroupRows, type NamedTable, namesIn, tableOf, withReferences } from "./table.ts";

/** What reads lines. */
const reader = fileURLToPath(new URL("../src/rules/table.ts", import.meta.url));

export interface GeneratedModule {
  /** Below the profile's folder. */
  readonly path: string;
  readonly text: string;
}

/** A line that so many groups reach is in the common module; one that fewer reach is in the module of each. */
const COMMON = 3;

/** Gives every group a module of its own lines, and all of them one with the lines that many groups reach and what reads them. */
export async function groupModules(
  contract: Contract,
  byGroup: ReadonlyMap<string, readonly OperationSchemas[]>,
  banner: string,
): Promise<GeneratedModule[]> {
  const table = tableOf(contract, byGroup);
  const groups = table.groups.map((group) => ({ group, reached: reachedFrom(group.rows, table) }));
  const uses = new Map<string, number>();
  for (const { reached } of groups) for (const name of reached) uses.set(name, (uses.get(name) ?? 0) + 1);
  const isCommon = (name: string): boolean => (uses.get(name) ?? 0) >= COMMON;
  // What a common line refers to is reached wherever it is, so it is common too.
  const common = [...uses.keys()].filter(isCommon).sort();
  const commonText = numbered(common, common, table).lines;
  return [
    { path: "common.js", text: await commonModule(commonText, common.length, banner) },
    ...groups.map(({ group, reached }) => {
      const own = [...reached].filter((name) => !isCommon(name)).sort();
      const { lines, rows } = numbered([...common, ...own], own, table, group);
      const parts = [group.start, rows, lines].map((part) => JSON.stringify(part));
      const text = `${banner}\nimport { open } from "../common.js";\nexport const validators = open(${parts.join(",\n")});\n`;
      return { path: `${group.path}.js`, text };
    }),
  ];
}

/** The texts of lines and rows, with numbers of lines in them: a name's place among `all`. */
function numbered(
  all: readonly string[],
  own: readonly string[],
  { lines }: NamedTable,
  group?: GroupRows,
): { readonly lines: string; readonly rows: string } {
  const places = new Map(all.map((name, place) => [name, place.toString(36)]));
  const replaced = (text: string): string =>
    withReferences(text, (name) => {
      const place = places.get(name);
      if (place === undefined) throw new Error(`no line for ${name}`);
      return place;
    });
  return {
    lines: own.map((name) => replaced(lines.get(name) ?? "")).join("\n"),
    rows: replaced(group?.rows ?? ""),
  };
}

function reachedFrom(rows: string, { lines }: NamedTable): ReadonlySet<string> {
  const reached = new Set(namesIn(rows));
  // A set gives what is added while it is walked, too.
  for (const name of reached) for (const next of namesIn(lines.get(name) ?? "")) reached.add(next);
  return reached;
}

/** The common lines and all that reads lines, in one file: few files load faster than small ones. */
async function commonModule(lines: string, count: number, banner: string): Promise<string> {
  const contents = `import { opener } from ${JSON.stringify(reader)};
export const open = opener(${JSON.stringify(lines)}, ${count});`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: dirname(reader) },
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    minify: true,
    write: false,
    banner: { js: banner },
    legalComments: "none",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("esbuild gave no file");
  return file.text;
}
