import { isNode, LineCounter, parseDocument } from "yaml";
import { SeedError, type SeedMistake } from "./seed-error.ts";
import { type SeedFile, seedFile } from "./seed-file.ts";
import type { Findings } from "./yaml-readers.ts";

/**
 * Reads a seed file in YAML and checks all of it: keys, types, members of enums, ids given twice and references to what is
 * not there. The format is described in docs/seed.md.
 *
 * @throws {SeedError} with every mistake and its place.
 */
export function readSeed(yaml: string): SeedFile {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, version: "1.2", merge: false });
  const found = new Set<{ offset: number; mistake: SeedMistake }>();
  const add = (code: SeedMistake["code"], message: string, offset: number): void => {
    const { line, col } = lines.linePos(offset);
    found.add({ offset, mistake: { code, message, line: Math.max(line, 1), column: Math.max(col, 1) } });
  };
  for (const { message, pos } of document.errors)
    add("seed-yaml", message.split(/ at line \d/)[0] ?? message, pos[0]);
  const { findings, checkReferences } = findingsInto((code, message, node) =>
    add(code, message, isNode(node) ? (node.range?.[0] ?? 0) : 0),
  );
  // A tree with errors in its YAML would only give more of them.
  const value = document.errors.length === 0 ? seedFile.read(document.contents, findings) : undefined;
  checkReferences();
  if (found.size === 0 && value !== undefined) return value;
  throw new SeedError([...found].sort((a, b) => a.offset - b.offset).map(({ mistake }) => mistake));
}

function findingsInto(complain: Findings["complain"]): { findings: Findings; checkReferences(): void } {
  const defined = new Set<string>();
  const meant: { kind: string; id: number | string; node: unknown }[] = [];
  return {
    findings: {
      complain,
      define(kind, id, node, shown = `${id}`) {
        const key = keyOf(kind, id);
        if (defined.has(key)) complain("seed-duplicate", `there is another ${kind} ${shown}`.trimEnd(), node);
        defined.add(key);
      },
      refer: (kind, id, node) => meant.push({ kind, id, node }),
    },
    checkReferences() {
      for (const { kind, id, node } of meant)
        if (!defined.has(keyOf(kind, id))) complain("seed-reference", `there is no ${kind} ${id}`, node);
    },
  };
}

/** User names are one in any letter case. */
function keyOf(kind: string, id: number | string): string {
  return `${kind} ${id}`.toLowerCase();
}
