import { firstParagraph, headingOf, linesOf, slugger } from "./markdown/blocks.ts";
import { pathOf, splitDocuments } from "./sections.ts";

/** A page of the site that is made from a document, or from a chapter of one. */
export interface Page {
  /** The document, as `packages/client/README.md`. */
  readonly source: string;
  /** Path below the base, as `client/calls/`. */
  readonly path: string;
  readonly title: string;
  /** Markdown without the title, links as they stand in the document. */
  readonly body: string;
}

/** The pages of a document, the first one at the document's own path, and where its headings went. */
export interface DocumentPages {
  readonly pages: readonly [Page, ...Page[]];
  /** Address of each heading, by the anchor that it has in the document. */
  readonly anchors: ReadonlyMap<string, string>;
}

/** Makes the pages of a document: one, or one for each chapter where the document is a long one. */
export function pagesOf(source: string, markdown: string): DocumentPages {
  const { title, body } = withoutTitle(source, markdown);
  const path = pathOf(source);
  const chapters = splitDocuments.includes(source) ? chaptersOf(body) : [{ title, body }];
  const pages = chapters.map((chapter, index): Page => {
    const own = index === 0 ? path : `${path}${slugger()(chapter.title)}/`;
    return { source, path: own, title: index === 0 ? title : chapter.title, body: chapter.body };
  });
  const [first = { source, path, title, body }, ...rest] = pages;
  return { pages: [withContents(first, rest), ...rest], anchors: anchorsOf(markdown, pages) };
}

function withoutTitle(source: string, markdown: string): { title: string; body: string } {
  const lines = linesOf(markdown);
  const at = lines.findIndex((line) => headingOf(line)?.level === 1);
  const title = at === -1 ? undefined : lines[at] && headingOf(lines[at])?.title;
  if (title === undefined) throw new Error(`${source} has no title`);
  return {
    title,
    body: lines
      .filter((_, index) => index !== at)
      .map(({ text }) => text)
      .join("\n"),
  };
}

/** What stands before the first chapter, then each chapter; headings below a chapter's own go up by one level. */
function chaptersOf(body: string): { title: string; body: string }[] {
  const chapters = [{ title: "", lines: [] as string[] }];
  for (const line of linesOf(body)) {
    const heading = headingOf(line);
    if (heading?.level === 2) chapters.push({ title: heading.title, lines: [] });
    else chapters.at(-1)?.lines.push(heading === undefined ? line.text : line.text.replace(/^#(#+)/, "$1"));
  }
  return chapters.map(({ title, lines }) => ({ title, body: lines.join("\n") }));
}

function withContents(first: Page, rest: readonly Page[]): Page {
  if (rest.length === 0) return first;
  const lines = rest.map(({ title, path, body }) => {
    const what = firstParagraph(body);
    const short = what.length > 140 ? `${what.slice(0, 139).replace(/\s+\S*$/, "")} …` : what;
    return `- [${title}](site:${path})${short === "" ? "" : `<br>${escapeHtml(short)}`}`;
  });
  return { ...first, body: `${first.body}\n## Chapters\n\n${lines.join("\n")}\n` };
}

const escapeHtml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function anchorsOf(markdown: string, pages: readonly Page[]): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>();
  const inDocument = slugger();
  let at = 0;
  let onPage = slugger();
  for (const line of linesOf(markdown)) {
    const [, id] = line.isCode ? [] : (/^<a id="([^"]+)"><\/a>$/.exec(line.text) ?? []);
    if (id !== undefined) anchors.set(id, `${pages[at]?.path ?? ""}#${id}`);
    const heading = headingOf(line);
    if (heading === undefined) continue;
    const next = pages[at + 1];
    const isTitle = heading.level === 1 || (heading.level === 2 && heading.title === next?.title);
    if (isTitle && heading.level === 2) {
      at++;
      onPage = slugger();
    }
    const path = pages[at]?.path ?? "";
    anchors.set(inDocument(heading.title), isTitle ? path : `${path}#${onPage(heading.title)}`);
  }
  return anchors;
}
