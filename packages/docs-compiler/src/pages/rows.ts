import { plainCell } from "./cells.ts";
import type { PageRow } from "./model.ts";
import type { Section } from "./outline.ts";
import { distinct } from "./section.ts";
import type { TableRow } from "./table.ts";

/** Primitive words of response tables. Those of request tables begin with a capital, as class names do. */
const primitives: ReadonlySet<string> = new Set([
  "array",
  "bool",
  "byte",
  "date-time",
  "double",
  "int32",
  "int64",
  "object",
  "string",
]);

/** True for a primitive word and for a class name. */
export const isTypeWord = (word: string): boolean => primitives.has(word) || /^[A-Z]\w*$/.test(word);

export const isPrimitive = (word: string): boolean => primitives.has(word);

type RowMarks = Pick<PageRow, "mdoList" | "deprecated" | "replacedBy" | "utc">;

/** Facts that stand in a row's description. */
const readMarks = (description: string): RowMarks => {
  const marks: { -readonly [Key in keyof RowMarks]: RowMarks[Key] } = {};
  const mdoList = /\bMDO List name (?:"|&quot;|`)([^"`&]+)(?:"|&quot;|`)/i.exec(description)?.[1];
  if (mdoList !== undefined) marks.mdoList = mdoList;
  if (/^Deprecated\b/.test(description)) {
    marks.deprecated = true;
    const [, target] = /^Deprecated:? Use (?:\{|<see cref="[A-Z!]:)?([\w.]*\w)/.exec(description) ?? [];
    const replacedBy = target?.split(".").at(-1);
    if (replacedBy !== undefined) marks.replacedBy = replacedBy;
  }
  if (/\b(?:in|as) UTC\b|\(UTC timestamp\)/.test(description)) marks.utc = true;
  return marks;
};

/** Reads the rows of a property or argument table. */
export const readRows = (rows: readonly TableRow[], section: Section): readonly PageRow[] =>
  distinct(
    rows.map(({ line, cells: [name = "", type = "", description = ""] }) => {
      const plain = plainCell(name);
      if (!/^[A-Za-z_][\w.]*$/.test(plain)) {
        section.report(line, "bad-name", `${plain || "(nothing)"} is no name of a property`);
      }
      const word = plainCell(type);
      const known = isTypeWord(word);
      if (!known) section.report(line, "unknown-type", `${word || "(nothing)"} is no type`);
      return { line, name: plain, type: known ? word : undefined, description, ...readMarks(description) };
    }),
    section,
  );
