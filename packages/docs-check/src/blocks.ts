/** A code block of a page. */
export interface Block {
  /** The page, relative to the root of the repository. */
  readonly page: string;
  /** The line of its opening fence, from 1. */
  readonly line: number;
  /** The first word behind the fence; empty where there is none. */
  readonly language: string;
  /** What stands between the fences, with a line break at its end; indentation of the fence is taken off. */
  readonly code: string;
  /** How many blocks of the page stand before it. */
  readonly index: number;
}

/** Where a block stands, for messages: `packages/client/README.md:41`. */
export const placeOf = ({ page, line }: Block): string => `${page}:${line}`;

/**
 * Reads the fenced blocks of a page as CommonMark has them (section 4.5): fences of three or more backticks or tildes,
 * ended by as many of the same kind.
 *
 * @throws Error where a fence is never closed, with its place.
 */
export function readBlocks(page: string, text: string): Block[] {
  const blocks: Block[] = [];
  let open: { indent: string; fence: string; language: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    if (open === undefined) {
      const [, indent = "", fence, info = ""] = /^(\s*)(`{3,}|~{3,})([^`]*)$/.exec(line) ?? [];
      if (fence === undefined) continue;
      open = { indent, fence, language: info.trim().split(/\s/)[0] ?? "", line: index + 1, lines: [] };
    } else if (line.trim().startsWith(open.fence) && /^(`+|~+)$/.test(line.trim())) {
      const code = open.lines.map((one) => `${one}\n`).join("");
      blocks.push({ page, line: open.line, language: open.language, code, index: blocks.length });
      open = undefined;
    } else {
      open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line.trimStart());
    }
  }
  if (open !== undefined) throw new Error(`${page}:${open.line}: the block is never closed`);
  return blocks;
}
