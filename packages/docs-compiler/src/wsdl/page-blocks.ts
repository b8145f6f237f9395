/** A heading or a fence of a page; what else a page holds is of no use to the SOAP side. */
export type PageBlock =
  | { readonly kind: "heading"; readonly level: number; readonly text: string; readonly line: number }
  | {
      readonly kind: "fence";
      /** The word after the marks, `xml` for example. */
      readonly language: string;
      readonly text: string;
      /** Line of the opening marks. */
      readonly line: number;
      /** Line of the first line of `text`. */
      readonly firstLine: number;
      /** The closing marks are there; without them the fence runs to the end of the page. */
      readonly closed: boolean;
    };

const heading = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$/;
const opening = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)[^`]*$/;

const closes = (line: string, marks: string): boolean => {
  const trimmed = line.trim();
  return trimmed.length >= marks.length && trimmed === (marks[0] ?? "").repeat(trimmed.length);
};

/**
 * Finds ATX headings and fences as CommonMark has them, with their lines. A page that embeds a WSDL is one fence of a
 * megabyte, so this reads lines and builds no tree. A line ends in LF or CRLF.
 */
export const readPageBlocks = (page: string): PageBlock[] => {
  const blocks: PageBlock[] = [];
  let open: { language: string; marks: string; line: number; start: number } | undefined;
  let position = page.startsWith("\uFEFF") ? 1 : 0;
  let number = 0;
  const close = (end: number, closed: boolean): void => {
    if (open === undefined) return;
    const { language, line, start } = open;
    const text = page.slice(start, Math.max(start, end));
    blocks.push({ kind: "fence", language, text, line, firstLine: line + 1, closed });
    open = undefined;
  };
  while (position < page.length) {
    number += 1;
    const newline = page.indexOf("\n", position);
    const next = newline === -1 ? page.length : newline + 1;
    const first = page.charCodeAt(position);
    // Only lines that begin like a mark or an indentation are looked at more closely: most lines are XML.
    if (first === 0x23 || first === 0x60 || first === 0x7e || first === 0x20) {
      const line = page.slice(position, newline === -1 ? page.length : newline).replace(/\r$/, "");
      if (open !== undefined) {
        if (/^ {0,3}[`~]/.test(line) && closes(line, open.marks)) close(position, true);
      } else {
        const fence = opening.exec(line);
        const title = fence === null ? heading.exec(line) : null;
        if (fence !== null) {
          open = { language: fence[2] ?? "", marks: fence[1] ?? "", line: number, start: next };
        } else if (title !== null) {
          blocks.push({ kind: "heading", level: title[1]?.length ?? 1, text: title[2] ?? "", line: number });
        }
      }
    }
    position = next;
  }
  close(page.length, false);
  return blocks;
};
