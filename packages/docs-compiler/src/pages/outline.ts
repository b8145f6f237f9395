import type { Block } from "./blocks.ts";
import type { Report } from "./report.ts";
import type { PageSource } from "./source.ts";

/** The template's sections in its order. Those without `optional` stand on every page. */
const template = [
  { name: "query", level: 2, heading: /^Query String Parameters$/, optional: true },
  { name: "headers", level: 2, heading: /^Request Headers$/ },
  { name: "request", level: 2, heading: /^Request Body:(.*)$/, optional: true },
  { name: "response", level: 2, heading: /^Response:(.*)$/ },
  { name: "responseBody", level: 3, heading: /^Response body:(.*)$/ },
  { name: "sampleRequest", level: 2, heading: /^Sample request$/ },
  { name: "sampleResponse", level: 2, heading: /^Sample response$/ },
] as const;

export type SectionName = (typeof template)[number]["name"];

export interface Section {
  readonly line: number;
  /** What the heading says after its colon. */
  readonly argument: string;
  readonly blocks: Block[];
  readonly report: Report;
}

/** A page cut into its sections. Whatever the cutting does not understand is reported. */
export interface Outline {
  readonly source: PageSource;
  /** Everything above the first section: title, operation, description, path table. */
  readonly preamble: Section;
  readonly sections: ReadonlyMap<SectionName, Section>;
}

const templateLine =
  /^ {0,3}(?:`{3}|~{3}|#{2}\s+(?:Query String Parameters|Request Headers|Request Body:|Response:|Sample re)|#{3}\s+Response body:)/;

const matchHeading = (block: Block) => {
  if (block.kind !== "heading") return undefined;
  for (const [index, { name, level, heading }] of template.entries()) {
    const match = level === block.level ? heading.exec(block.text) : null;
    if (match !== null) return { name, index, argument: (match[1] ?? "").trim() };
  }
  return undefined;
};

const checkFence = (block: Block, report: Report): void => {
  if (block.kind !== "fence") return;
  if (!block.closed) report(block.line, "unclosed-fence", "the fence has no end");
  const inner = block.content.findIndex((line) => templateLine.test(line));
  if (inner !== -1)
    report(block.line + 1 + inner, "swallowed-section", "a fence runs on into what follows it");
};

/** Cuts a page at the template's headings. Headings above the first of them belong to the description. */
export const readOutline = (source: PageSource, blocks: readonly Block[], report: Report): Outline => {
  const lastLine = source.lines.length;
  const preamble: Section = {
    line: source.offset + 1,
    argument: "",
    blocks: [],
    report: report.part(),
  };
  const sections = new Map<SectionName, Section>();
  let current = preamble;
  let lost = false;
  let last = -1;
  for (const block of blocks) {
    const heading = matchHeading(block);
    if (heading !== undefined) {
      const { name, index, argument } = heading;
      const first = sections.get(name);
      if (first !== undefined) {
        first.report(block.line, "duplicate-section", `stands already at line ${first.line}`);
        current = first;
        lost = true;
        continue;
      }
      if (index < last) report(block.line, "section-out-of-order", `${name} stands below a later section`);
      last = Math.max(last, index);
      current = { line: block.line, argument, blocks: [], report: report.part() };
      sections.set(name, current);
      lost = false;
      continue;
    }
    if (block.kind === "heading" && (current !== preamble || block.level === 1)) {
      if (current !== preamble || preamble.blocks.some((one) => one.kind === "heading" && one.level === 1)) {
        current.report(block.line, "unknown-heading", "no heading of the template");
        lost = current !== preamble;
        continue;
      }
    }
    checkFence(block, current.report);
    if (!lost) current.blocks.push(block);
  }
  for (const entry of template) {
    if (!("optional" in entry) && !sections.has(entry.name)) {
      report(lastLine, "missing-section", `${entry.name} is missing`);
    }
  }
  if (current !== sections.get("sampleResponse") || lost) {
    current.report(lastLine, "section-cut", "the page ends here, not after its sample response");
  }
  return { source, preamble, sections };
};
