/** A line of a document, and whether it is part of a code block. */
export interface Line {
  readonly text: string;
  readonly isCode: boolean;
}

/** Lines of a Markdown text. The fences of a code block are part of it. */
export function linesOf(markdown: string): Line[] {
  let fence: string | undefined;
  return markdown.split("\n").map((text) => {
    const [, mark] = /^\s*(`{3,}|~{3,})/.exec(text) ?? [];
    if (fence === undefined) {
      fence = mark;
      return { text, isCode: mark !== undefined };
    }
    if (mark?.startsWith(fence) && text.trim() === mark) fence = undefined;
    return { text, isCode: true };
  });
}

/** A heading: its level, 1 to 6, and what a reader sees of it. */
export interface Heading {
  readonly level: number;
  readonly title: string;
}

/** The heading that a line is, if it is one. */
export function headingOf({ text, isCode }: Line): Heading | undefined {
  const [, marks, title] = isCode ? [] : (/^(#{1,6})\s+(.*?)\s*#*\s*$/.exec(text) ?? []);
  return marks === undefined || title === undefined
    ? undefined
    : { level: marks.length, title: plainText(title) };
}

/** A text without its markup. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "")
    .trim();
}

/** Gives headings their addresses, as GitHub and the site do: one slugger for each page. */
export function slugger(): (title: string) => string {
  const seen = new Map<string, number>();
  return (title) => {
    const plain = title
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
      .replaceAll(" ", "-");
    const before = seen.get(plain);
    seen.set(plain, (before ?? -1) + 1);
    return before === undefined ? plain : `${plain}-${before + 1}`;
  };
}

/** First paragraph of a text that is neither heading, list, table, picture nor code; empty where there is none. */
export function firstParagraph(markdown: string): string {
  const paragraph: string[] = [];
  for (const { text, isCode } of linesOf(markdown)) {
    const isProse = !isCode && /^[^\s#|>\-*![<`]|^`[^`]|^\[[^\]]+\]\(/.test(text);
    if (isProse) paragraph.push(text.trim());
    else if (paragraph.length > 0) break;
  }
  return plainText(paragraph.join(" "));
}
