import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createSandbox } from "@so-webapi/sandbox";
import { parse } from "yaml";
import type { Block } from "./blocks.ts";
import { root } from "./pages.ts";

/** A block of data and what reads it. */
export interface DataReader {
  readonly page: string;
  readonly language: string;
  /** What it is held to. */
  readonly as: string;
  /** Rejects what the program that it is meant for would reject. */
  read(block: Block): Promise<void>;
}

/** Blocks of data, each read by what it is written for. */
export const readers: readonly DataReader[] = [
  {
    page: "packages/sandbox/docs/seed.md",
    language: "yaml",
    as: "a sandbox is filled with it",
    async read({ code }) {
      const sandbox = await createSandbox({ seed: { yaml: code } });
      await sandbox.close();
    },
  },
  {
    page: "packages/docs-compiler/README.md",
    language: "yaml",
    as: "it has the form of openapi/accepted-diagnostics.yaml",
    async read({ code }) {
      const committed: unknown = parse(readFileSync(join(root, "openapi/accepted-diagnostics.yaml"), "utf8"));
      const known = new Set(listOf(committed).map(formOf));
      const other = listOf(parse(code))
        .map(formOf)
        .filter((form) => !known.has(form));
      if (other.length > 0) throw new Error(`no committed record has the form ${other.join(", ")}`);
    },
  },
];

export const readerOf = (block: Block): DataReader | undefined =>
  readers.find(({ page, language }) => block.page === page && block.language === language);

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw new Error("it is no list");
  return value;
}

/** Names of a record and the types of their values. */
function formOf(value: unknown): string {
  return Object.entries(Object(value))
    .map(([name, part]) => `${name}: ${typeof part}`)
    .sort()
    .join(", ");
}
