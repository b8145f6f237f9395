import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { createBlockParser } from "../../src/pages/block-parser.ts";
import { listPages } from "../../src/pages/read-pages.ts";
import { hasReference, referenceDir } from "./reference.ts";

const own = createBlockParser();
const full = new MarkdownIt({ html: false });

/** Top-level tokens with their lines, tables as one. */
const outline = (parser: typeof full, text: string): readonly string[] =>
  parser
    .parse(text, {})
    .filter(({ level, nesting }) => level === 0 && nesting >= 0)
    .map(({ type, map, info }) => `${type === "table_open" ? "table" : type} ${map?.join("-")} ${info}`);

describe("the block parser", () => {
  it("finds the blocks that markdown-it finds", () => {
    const line = fc.constantFrom(
      "| a | b |",
      "|---|---|",
      "--- | ---",
      "a | b",
      "| a \\| b | `c` |",
      "|",
      "",
      "text",
      "## heading",
      "```http",
      "```",
      "- item",
      "  | a | b |",
      "    | a | b |",
      "> | a | b |",
      "> |---|---|",
      "1. one",
      "---",
      "<para>x</para> |",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
        const text = lines.join("\n");
        expect(outline(own, text)).toEqual(outline(full, text));
      }),
      { seed: 7_411, numRuns: 3000 },
    );
  });

  it.skipIf(!hasReference("that blocks are markdown-it's on all pages"))("does so on all pages", () => {
    for (const { file } of listPages(referenceDir())) {
      const text = readFileSync(join(referenceDir(), file), "utf8");
      expect(outline(own, text), file).toEqual(outline(full, text));
    }
  });
});
