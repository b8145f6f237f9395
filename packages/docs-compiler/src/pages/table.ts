import type { Block } from "./blocks.ts";
import { plainCell, splitRow } from "./cells.ts";
import type { Report } from "./report.ts";
import type { PageSource } from "./source.ts";

export interface TableRow {
  readonly line: number;
  /** Cells in the order of the columns asked for, whatever their order on the page. */
  readonly cells: readonly string[];
}

/** Columns of the template's tables; the first one tells the table. */
export const tableShapes = {
  path: ["Path Part", "Type", "Description"],
  query: ["Parameter Name", "Type", "Description"],
  headers: ["Parameter Name", "Description"],
  properties: ["Property Name", "Type", "Description"],
  statuses: ["Response", "Description"],
} as const;

export type TableShape = (typeof tableShapes)[keyof typeof tableShapes];

type TableBlock = Extract<Block, { kind: "table" }>;

/** Names of the table's columns as printed. */
const readColumns = (source: PageSource, table: TableBlock) => {
  const { cells, opened, closed } = splitRow(source.lines[table.line - 1] ?? "");
  return { names: cells.map(plainCell), opened, closed };
};

/** True where the table has the shape's first column. */
export const hasShape = (source: PageSource, table: TableBlock, shape: TableShape): boolean =>
  readColumns(source, table).names.includes(shape[0]);

/**
 * Reads the rows of a table of a known shape; `undefined` where a column is missing. A cell may run over
 * several lines: a line without an opening pipe below an unclosed row continues it.
 */
export const readTable = (
  source: PageSource,
  table: TableBlock,
  shape: TableShape,
  report: Report,
): readonly TableRow[] | undefined => {
  const { names, opened, closed } = readColumns(source, table);
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) !== index) report(table.line, "duplicate-column", `${name} stands twice`);
    else if (!(shape as readonly string[]).includes(name)) {
      report(table.line, "unknown-column", `${name || "(no name)"} is none of ${shape.join(", ")}`);
    }
  }
  const columns = shape.map((name) => names.indexOf(name));
  const missing = shape.filter((_, index) => columns[index] === -1);
  if (missing.length > 0) {
    report(table.line, "missing-column", missing.join(", "));
    return undefined;
  }
  const rows: TableRow[] = [];
  for (let line = table.line + 2; line <= table.end; line++) {
    const first = line;
    let text = source.lines[line - 1] ?? "";
    let row = splitRow(text);
    while (opened && closed && !row.closed && line < table.end) {
      const next = source.lines[line] ?? "";
      if (next.trimStart().startsWith("|")) break;
      text += `\n${next.trim()}`;
      row = splitRow(text);
      line++;
    }
    // Without outer pipes, a pipe at an end of the line has an empty cell beside it.
    const cells = [
      ...(row.opened && !opened ? [""] : []),
      ...row.cells,
      ...(row.closed && !closed ? [""] : []),
    ];
    if (cells.length > names.length) {
      report(first, "row-too-long", `${cells.length} cells in ${names.length} columns`);
    } else if (cells.length < names.length || (opened && !row.opened) || (closed && !row.closed)) {
      report(first, "row-cut", `${cells.length} cells in ${names.length} columns`);
    } else {
      rows.push({ line: first, cells: columns.map((column) => cells[column] ?? "") });
    }
  }
  return rows;
};
