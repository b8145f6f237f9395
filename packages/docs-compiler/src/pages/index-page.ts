import type { Block } from "./blocks.ts";
import type { IndexPage } from "./model.ts";
import type { Report } from "./report.ts";
import type { PageSource } from "./source.ts";

const linkLine = /^\s*[*+-]\s+\[(.+)\]\(([^()\s]+)\)\s*$/;

/** Reads a page that lists the operations of one folder: title, a fence with the path, links. */
export const readIndexPage = (
  source: PageSource,
  blocks: readonly Block[],
  report: Report,
): IndexPage | undefined => {
  const title = source.frontMatter?.["title"];
  if (typeof title !== "string") report(1, "missing-title", "no title in the front matter");
  let path: string | undefined;
  const links: { line: number; text: string; target: string }[] = [];
  for (const block of blocks) {
    if (block.kind === "fence") {
      const [only, more] = block.content.filter((line) => line.trim() !== "");
      if (!block.closed) report(block.line, "unclosed-fence", "the fence has no end");
      else if (path === undefined && block.info === "http" && more === undefined && only?.startsWith("/")) {
        path = only.trim();
      } else report(block.line, "unexpected-fence", "not the folder's path");
    } else if (block.kind === "prose") {
      for (let line = block.line; line <= block.end; line++) {
        const text = source.lines[line - 1] ?? "";
        const [, label, target] = linkLine.exec(text) ?? [];
        if (label !== undefined && target !== undefined) links.push({ line, text: label, target });
        else if (text.trim() !== "") report(line, "bad-link", "not a link to a page");
      }
    } else report(block.line, "unknown-heading", "an index page has only its path and links");
  }
  if (path === undefined) report(source.offset + 1, "missing-operation", "no fence with the folder's path");
  if (links.length === 0) report(source.lines.length, "missing-section", "no links");
  if (typeof title !== "string" || path === undefined || report.broken()) return undefined;
  return { page: "index", file: source.file, title, path, links };
};
