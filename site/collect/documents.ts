import { join, posix } from "node:path";
import { firstParagraph } from "./markdown/blocks.ts";
import { linksOf, rewriteLinks } from "./markdown/links.ts";
import { frameTables } from "./markdown/tables.ts";
import { type DocumentPages, type Page, pagesOf } from "./pages.ts";
import { base, generated, listFiles, readText } from "./repository.ts";
import { writeSourcePage } from "./source-pages.ts";
import { writeFile } from "./write.ts";

/** Documents of the repository that people read: all but release notes, and notes for the next release. */
export function listDocuments(): string[] {
  return listFiles("*.md").filter(
    (file) =>
      !file.startsWith(".changeset/") && !file.endsWith("CHANGELOG.md") && !file.startsWith("site/src/"),
  );
}

/** Writes a page of the site for each document of the repository, and gives them by their document. */
export function writeDocuments(): ReadonlyMap<string, DocumentPages> {
  const documents = new Map(listDocuments().map((source) => [source, pagesOf(source, readText(source))]));
  const files = new Set(listFiles());
  const shown = new Set<string>();
  for (const { pages } of documents.values()) {
    for (const page of pages) {
      const body = rewriteLinks(page.body, (target) => addressOf(target, page.source));
      writeFile(join(generated, "docs", `${page.path.replace(/\/$/, "")}.md`), withFrontMatter(page, body));
    }
  }
  for (const file of shown) writeSourcePage(file, filesBelow(file));
  return documents;

  function filesBelow(folder: string): string[] {
    return [...files].filter((file) => file.startsWith(`${folder}/`));
  }

  /** Where a link of a document leads on the site. A file or folder without a document gets a page that shows it. */
  function addressOf(target: string, source: string): string {
    if (target.startsWith("site:")) return base + target.slice("site:".length);
    if (/^[a-z][a-z+.-]*:/i.test(target)) return target;
    const [path = "", anchor] = target.split("#");
    const file =
      path === "" ? source : posix.normalize(posix.join(posix.dirname(source), path)).replace(/\/$/, "");
    const found = documents.get(file) ?? documents.get(posix.join(file, "README.md"));
    if (found !== undefined) {
      const [first] = found.pages;
      const place = anchor === undefined ? first.path : found.anchors.get(anchor);
      if (place === undefined) throw new Error(`${source}: ${target} names a heading that is not there`);
      return base + place;
    }
    const below = filesBelow(file);
    if (!files.has(file) && below.length === 0)
      throw new Error(`${source}: ${target} leads to no file of the repository`);
    for (const each of [file, ...below]) shown.add(each);
    return `${base}source/${file}/`;
  }
}

function withFrontMatter({ source, title, body }: Page, text: string): string {
  const front = { title, description: firstParagraph(body).slice(0, 300) || title, source };
  const lines = Object.entries(front).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n\n${frameTables(text, title)}\n`;
}

/** Links within the repository that lead nowhere, each with its place. */
export function brokenLinks(): string[] {
  const sources = listDocuments();
  const files = new Set(listFiles());
  const folders = new Set([...files].flatMap((file) => parentsOf(file)));
  const anchors = new Map<string, ReadonlySet<string>>();
  const anchorsOf = (file: string): ReadonlySet<string> => {
    const known = anchors.get(file) ?? new Set(pagesOf(file, readText(file)).anchors.keys());
    anchors.set(file, known);
    return known;
  };
  return sources.flatMap((source) =>
    linksOf(readText(source)).flatMap(({ target, line }) => {
      if (/^[a-z][a-z+.-]*:/i.test(target)) return [];
      const [path = "", anchor] = target.split("#");
      const file =
        path === "" ? source : posix.normalize(posix.join(posix.dirname(source), path)).replace(/\/$/, "");
      if (!files.has(file) && !folders.has(file)) return [`${source}:${line}: ${target} is not there`];
      if (anchor === undefined || !file.endsWith(".md") || anchorsOf(file).has(anchor)) return [];
      return [`${source}:${line}: ${target}: ${file} has no such heading`];
    }),
  );
}

const parentsOf = (file: string): string[] => {
  const parts = file.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
};
