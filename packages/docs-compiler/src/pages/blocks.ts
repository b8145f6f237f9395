import { createBlockParser } from "./block-parser.ts";
import type { PageSource } from "./source.ts";

/** A top-level block of a page. Lines are those of the file, from 1; `end` is the last one. */
export type Block =
  | { readonly kind: "heading"; readonly line: number; readonly level: number; readonly text: string }
  | {
      readonly kind: "fence";
      readonly line: number;
      readonly info: string;
      readonly closed: boolean;
      /** Lines within the fence; the first stands at `line + 1`. */
      readonly content: readonly string[];
    }
  | { readonly kind: "table"; readonly line: number; readonly end: number }
  | {
      readonly kind: "prose";
      readonly line: number;
      readonly end: number;
      /** A list or quotation that contains a table. */
      readonly hasTable: boolean;
    };

const markdown = createBlockParser();

const isFenceEnd = (line: string, markup: string): boolean =>
  /^ {0,3}(?:`{3,}|~{3,})\s*$/.test(line) && line.trimStart().startsWith(markup);

/** Reads the page's blocks. Setext headings count as prose: the template has none. */
export const readBlocks = (source: PageSource): readonly Block[] => {
  const { lines, offset } = source;
  const tokens = markdown.parse(source.body, {});
  const blocks: Block[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || token.level !== 0 || token.nesting < 0 || token.map === null) continue;
    const line = token.map[0] + offset + 1;
    let end = token.map[1] + offset;
    if (token.type === "heading_open" && token.markup.startsWith("#")) {
      const text = (tokens[index + 1]?.content ?? "").trim().replace(/\s+/g, " ");
      blocks.push({ kind: "heading", line, level: token.markup.length, text });
      continue;
    }
    if (token.type === "fence") {
      const closed = end > line && isFenceEnd(lines[end - 1] ?? "", token.markup);
      const content = lines.slice(line, closed ? end - 1 : end);
      blocks.push({ kind: "fence", line, info: token.info.trim(), closed, content });
      continue;
    }
    while (end > line && lines[end - 1]?.trim() === "") end--;
    if (token.type === "table") {
      blocks.push({ kind: "table", line, end });
      continue;
    }
    blocks.push({ kind: "prose", line, end, hasTable: containsTable(tokens, index) });
  }
  return blocks;
};

const containsTable = (tokens: ReturnType<(typeof markdown)["parse"]>, start: number): boolean => {
  if (tokens[start]?.nesting !== 1) return false;
  for (let index = start + 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || token.level === 0) return false;
    if (token.type === "table") return true;
  }
  return false;
};
