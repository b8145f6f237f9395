import type { Diagnostic } from "../diagnostic.ts";
import { type Block, readBlocks } from "./blocks.ts";
import { readIndexPage } from "./index-page.ts";
import type { OtherPage, Page } from "./model.ts";
import { readOperationPage } from "./operation-page.ts";
import { readOutline } from "./outline.ts";
import { createReport, type Report } from "./report.ts";
import { type PageSource, readSource } from "./source.ts";

export interface ParsedPage {
  /** `undefined` where not even uid, method and path are certain; a diagnostic says why. */
  readonly page: Page | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A release's front page has a first-level heading, no front matter and no operation. */
const otherKind = (source: PageSource, blocks: readonly Block[]): OtherPage["reason"] | undefined => {
  if (/(?:^|[/\\])toc\.yml$/.test(source.file)) return "contents";
  const uid = source.frontMatter?.["uid"];
  if (typeof uid === "string" && /^Services\d+-/.test(uid)) return "soap";
  if (source.offset > 0 || !/(?:^|[/\\])index\.md$/.test(source.file)) return undefined;
  const hasTitle = blocks.some((block) => block.kind === "heading" && block.level === 1);
  const hasPath = blocks.some((block) => block.kind === "fence" && /^http\b/.test(block.info));
  return hasTitle && !hasPath ? "overview" : undefined;
};

const isOperation = (source: PageSource, blocks: readonly Block[]): boolean =>
  source.frontMatter?.["uid"] !== undefined ||
  blocks.some(
    (block) =>
      (block.kind === "fence" && /^http[!_]$/.test(block.info)) ||
      (block.kind === "heading" && /^(?:DEL|DELETE|GET|PATCH|POST|PUT) \S/.test(block.text)),
  );

const readPage = (file: string, text: string, report: Report): Page | undefined => {
  if (text.trim() === "") {
    report(1, "empty-page", "no text");
    return undefined;
  }
  const source = readSource(file, text, report);
  const blocks = /\.yml$/.test(file) ? [] : readBlocks(source);
  const reason = otherKind(source, blocks);
  if (reason !== undefined) return { page: "other", file, reason };
  if (isOperation(source, blocks)) {
    const page = readOperationPage(readOutline(source, blocks, report), report);
    return page;
  }
  if (/(?:^|[/\\])index\.md$/.test(file)) return readIndexPage(source, blocks, report);
  if (!report.broken()) report(1, "unknown-page", "neither an operation nor an index");
  return undefined;
};

/**
 * Reads one reference page. Never throws: what it does not understand is a diagnostic, and the facts that rest
 * on that place are left out.
 *
 * @param file - Its path below the reference folder; `index.md` and `toc.yml` are told by their names.
 */
export const parsePage = (file: string, text: string): ParsedPage => {
  const diagnostics: Diagnostic[] = [];
  const page = readPage(file, text, createReport(file, diagnostics));
  diagnostics.sort((a, b) => a.line - b.line);
  return { page, diagnostics };
};
