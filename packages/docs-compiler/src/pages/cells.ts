import MarkdownIt from "markdown-it";

const { unescapeAll } = new MarkdownIt().utils;

export interface SplitRow {
  readonly cells: readonly string[];
  /** The row begins with a pipe. */
  readonly opened: boolean;
  /** The row ends with a pipe of its own, not with an escaped one. */
  readonly closed: boolean;
}

/** Splits a table row at its pipes as GFM does: `\|` is a pipe within a cell, in code too. */
export const splitRow = (line: string): SplitRow => {
  const text = line.trim();
  const cells: string[] = [];
  let cell = "";
  let start = 0;
  for (let at = text.indexOf("|"); at !== -1; at = text.indexOf("|", at + 1)) {
    if (text.charCodeAt(at - 1) === 92) {
      cell += `${text.slice(start, at - 1)}|`;
    } else {
      cells.push((cell + text.slice(start, at)).trim());
      cell = "";
    }
    start = at + 1;
  }
  const rest = (cell + text.slice(start)).trim();
  const opened = text.startsWith("|");
  const closed = cells.length > 0 && rest === "" && start === text.length && !text.endsWith("\\|");
  if (opened) cells.shift();
  if (!closed) cells.push(rest);
  return { cells, opened, closed };
};

const bare = /^[\w$.@-]*$/;

/** The text of a cell that holds a name or a type: without code, emphasis, links, HTML and escapes. */
export const plainCell = (cell: string): string => {
  if (bare.test(cell)) return cell;
  const text = cell
    .replace(/<!--.*?-->/g, "")
    .replace(/<\/?[A-Za-z][^>]*>/g, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/`+/g, "")
    .replace(/(\*\*|__)(?=\S)(.*?\S)\1/g, "$2")
    .replace(/(?<![\w*])\*(?=\S)(.*?\S)\*(?![\w*])/g, "$1");
  return unescapeAll(text).replace(/\s+/g, " ").trim();
};
