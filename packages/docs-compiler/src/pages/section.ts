import type { Block } from "./blocks.ts";
import type { Prose } from "./model.ts";
import type { Section } from "./outline.ts";
import type { PageSource } from "./source.ts";
import { hasShape, readTable, type TableRow, type TableShape } from "./table.ts";

export type FenceBlock = Extract<Block, { kind: "fence" }>;

export interface SectionContent {
  readonly rows: readonly TableRow[] | undefined;
  readonly fence: FenceBlock | undefined;
  readonly prose: readonly Prose[];
}

export interface Allowed {
  readonly table?: TableShape;
  /** Info string of the fence. */
  readonly fence?: string;
  readonly prose?: boolean;
}

/** Text of a prose block; reports tables in it, and lines that look as if they were of a broken one. */
export const readProse = (
  source: PageSource,
  block: Extract<Block, { kind: "prose" }>,
  section: Section,
): Prose => {
  const lines = source.lines.slice(block.line - 1, block.end);
  if (block.hasTable) section.report(block.line, "unexpected-table", "a table in a list or a quotation");
  const broken = lines.findIndex((line) => /^[\s>]*\||\|\s*$/.test(line));
  if (broken !== -1) section.report(block.line + broken, "broken-table", "table pipes outside a table");
  return { line: block.line, text: lines.join("\n").trim() };
};

/** Quotations and comments, which some releases put in: they are notes, never facts. */
const isNote = ({ text }: Prose): boolean => /^(?:>|<!--[\s\S]*-->$)/.test(text);

/** Reads a section that has at most one table, one fence and some prose; reports everything else. */
export const readContent = (source: PageSource, section: Section, allowed: Allowed): SectionContent => {
  const { report } = section;
  let rows: readonly TableRow[] | undefined;
  let fence: FenceBlock | undefined;
  let tables = 0;
  const prose: Prose[] = [];
  for (const block of section.blocks) {
    if (block.kind === "table") {
      if (allowed.table === undefined || tables > 0 || !hasShape(source, block, allowed.table)) {
        report(block.line, "unexpected-table", "no such table belongs here");
        continue;
      }
      tables++;
      rows = readTable(source, block, allowed.table, report);
    } else if (block.kind === "fence") {
      if (fence !== undefined || block.info !== allowed.fence) {
        report(block.line, "unexpected-fence", `\`${block.info}\` does not belong here`);
      } else fence = block;
    } else if (block.kind === "prose") {
      const text = readProse(source, block, section);
      if (isNote(text)) continue;
      if (allowed.prose !== true)
        report(block.line, "unexpected-text", "only a table or a fence belongs here");
      prose.push(text);
    }
  }
  return { rows, fence, prose };
};

/** Reports rows of one name and leaves the second out. Equal rows are one row printed twice. */
export const distinct = <Row extends { readonly name: string; readonly line: number }>(
  rows: readonly Row[],
  section: Section,
): readonly Row[] => {
  const seen = new Set<string>();
  return rows.filter(({ name, line }) => {
    if (!seen.has(name)) return seen.add(name);
    section.report(line, "duplicate-row", `${name} stands already in this table`);
    return false;
  });
};
