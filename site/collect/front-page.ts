import { firstParagraph, headingOf, linesOf, plainText } from "./markdown/blocks.ts";
import type { DocumentPages } from "./pages.ts";
import { readText } from "./repository.ts";
import { sections } from "./sections.ts";

/** What the front page says, taken from the README and from the first document of each section. */
export interface FrontPage {
  /** The README's title and the paragraphs below it. */
  readonly title: string;
  readonly words: readonly string[];
  /** The README's first shell block: the two commands. */
  readonly commands: string;
  readonly readers: readonly {
    readonly label: string;
    readonly wants: string;
    readonly words: string;
    readonly to: string;
  }[];
}

/** Reads the front page out of the documents. */
export function makeFrontPage(documents: ReadonlyMap<string, DocumentPages>): FrontPage {
  const readme = readText("README.md");
  const lines = linesOf(readme);
  const chapter = lines.findIndex((line) => headingOf(line)?.level === 2);
  const intro = lines
    .slice(0, chapter)
    .filter((line) => headingOf(line) === undefined && !/^[!<|]/.test(line.text))
    .map(({ text, isCode }) => (isCode ? "" : text))
    .join("\n");
  const [, commands] = /```sh\n([\s\S]*?)```/.exec(readme) ?? [];
  if (commands === undefined) throw new Error("README.md has no shell block");
  return {
    title: documents.get("README.md")?.pages[0].title ?? "",
    words: intro
      .split(/\n{2,}/)
      .flatMap((part) => (part.trim() === "" ? [] : [plainText(part.replaceAll("\n", " "))])),
    commands: commands.trim(),
    readers: sections.flatMap(({ label, wants, of: [first = ""] }) => {
      if (wants === undefined) return [];
      const document = documents.get(first) ?? documents.get(`${first}/README.md`);
      if (document === undefined) throw new Error(`${first} has no document for the path of "${label}"`);
      const [page] = document.pages;
      return [{ label, wants, words: firstParagraph(page.body.split(/^## /m)[0] ?? ""), to: page.path }];
    }),
  };
}
