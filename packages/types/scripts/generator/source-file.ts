import type ts from "typescript";
import { textOf } from "./nodes.ts";
import type { Needed } from "./refer-by-name.ts";

/** A file to write: a path below `src/generated`, with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface SourceFileOptions {
  readonly path: string;
  /** Title and version of the contract, for the comment at the top. */
  readonly contract: string;
  /** Import path of each module that names may come from. */
  readonly imports: readonly { readonly from: string; readonly names: Iterable<string> }[];
  readonly nodes: readonly ts.Node[];
}

/** Prints declarations as a TypeScript module that says what made it. */
export function sourceFile({ path, contract, imports, nodes }: SourceFileOptions): SourceFile {
  const input = `openapi/dist/superoffice.openapi.json (${contract})`;
  const heading = `/*! Made by scripts/generate.ts of @so-webapi/types from ${input}. Do not edit. */\n\n`;
  const importLines = imports.map(({ from, names }) => {
    const sorted = [...names].sort();
    return sorted.length === 0 ? "" : `import type { ${sorted.join(", ")} } from "${from}";\n`;
  });
  return { path, text: [heading, ...importLines, "\n", nodes.map(textOf).join("\n\n"), "\n"].join("") };
}

/** The names of `needed` that are among `offered`. */
export function among(needed: Needed, offered: Iterable<string>): string[] {
  return [...offered].filter((name) => needed.has(name));
}
