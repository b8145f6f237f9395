import { linesOf } from "./blocks.ts";

/** A link of a Markdown text. */
export interface Link {
  readonly target: string;
  /** Line in the text, from 1. */
  readonly line: number;
}

// A text in brackets, which may hold code and one pair of brackets, and a target without spaces.
const inline = /(!?\[(?:[^[\]]|\[[^[\]]*\])*\]\()([^()\s]+(?:\([^()\s]*\))?)((?:\s+"[^"]*")?\))/g;

/** All inline links outside code, in their order. */
export function linksOf(markdown: string): Link[] {
  const found: Link[] = [];
  rewriteLinks(markdown, (target, line) => {
    found.push({ target, line });
    return target;
  });
  return found;
}

/** The text with another target for each inline link outside code. */
export function rewriteLinks(markdown: string, change: (target: string, line: number) => string): string {
  return linesOf(markdown)
    .map(({ text, isCode }, index) =>
      isCode
        ? text
        : outsideCode(text, (part) => replaceTargets(part, (target) => change(target, index + 1))),
    )
    .join("\n");
}

const replaceTargets = (text: string, change: (target: string) => string): string =>
  text.replace(inline, (_, before: string, target: string, after: string) => before + change(target) + after);

/** Code spans stand as letters that no link has while the rest is changed, so a link's text may hold code. */
function outsideCode(line: string, change: (text: string) => string): string {
  const spans: string[] = [];
  const hidden = line.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, (span) => {
    spans.push(span);
    return `\uE000${spans.length - 1}\uE000`;
  });
  return change(hidden).replace(/\uE000(\d+)\uE000/g, (_, index: string) => spans[Number(index)] ?? "");
}
