import { plainCell } from "./cells.ts";
import type { PageHeader, PageParameter, ParameterType } from "./model.ts";
import type { Section } from "./outline.ts";
import { distinct, readContent } from "./section.ts";
import type { PageSource } from "./source.ts";
import { type TableRow, tableShapes } from "./table.ts";

const types: ReadonlySet<string> = new Set<ParameterType>([
  "array",
  "bool",
  "date-time",
  "double",
  "int32",
  "int64",
  "object",
  "string",
]);

const isType = (word: string): word is ParameterType => types.has(word);

const readType = (cell: string, line: number, section: Section): Pick<PageParameter, "type" | "members"> => {
  const word = plainCell(cell);
  const list = /^Enum:(.*)$/.exec(word)?.[1];
  if (list !== undefined) {
    const members = list.split(",").map((member) => member.trim());
    if (!members.every((member) => /^[A-Za-z_]\w*$/.test(member)) || new Set(members).size < members.length) {
      section.report(line, "bad-enum", "the list of members is none");
    }
    return { type: "enum", members };
  }
  if (isType(word)) return { type: word, members: [] };
  section.report(line, "unknown-type", `${word || "(nothing)"} is no type of a parameter`);
  return { type: undefined, members: [] };
};

/** The mark stands at the end of a path parameter's description and at the start of a query parameter's. */
const requiredMark = /^\*\*Required\*\*\s*|\s*\*\*Required\*\*$/;

/** Reads the rows of a table of path or query parameters. */
export const readParameters = (
  rows: readonly TableRow[],
  section: Section,
  place: "path" | "query",
): readonly PageParameter[] =>
  distinct(
    rows.map(({ line, cells: [name = "", type = "", description = ""] }) => {
      const plain = plainCell(name);
      if (!/^\$?[A-Za-z_]\w*(?:\.\w+)*$/.test(plain)) {
        section.report(line, "bad-name", `${plain || "(nothing)"} is no name of a parameter`);
      }
      const marked = requiredMark.test(description);
      return {
        line,
        name: plain,
        ...readType(type, line, section),
        required: marked || place === "path",
        description: marked ? description.replace(requiredMark, "") : description,
      };
    }),
    section,
  );

/** Reads `## Query String Parameters`: the table, checked against the names in its example. */
export const readQuery = (source: PageSource, section: Section): readonly PageParameter[] | undefined => {
  const { report } = section;
  const { rows, fence } = readContent(source, section, { table: tableShapes.query, fence: "http" });
  if (rows === undefined) {
    if (!report.broken()) report(section.line, "missing-table", "no table of query parameters");
    return undefined;
  }
  const parameters = readParameters(rows, section, "query");
  if (fence === undefined) {
    if (!report.broken()) report(section.line, "missing-fence", "no example of the query parameters");
  } else {
    const names = fence.content
      .filter((line) => line.trim() !== "")
      .map((line) => /^[^?]*\?([^=]*)=/.exec(line)?.[1]);
    if (names.length !== parameters.length || parameters.some(({ name }) => !names.includes(name))) {
      report(fence.line, "names-contradicted", "the example's names are not those of the table");
    }
  }
  return report.broken() ? undefined : parameters;
};

const mediaType = /\b(?:application|audio|font|image|message|multipart|text|video)\/[\w.+*-]*[\w*]/g;

/** Headers of every page. Where one is missing, `Content-Type`, which stands between them, may be missing too. */
const everyPage = ["Authorization", "Accept"] as const;

/** Reads `## Request Headers`. */
export const readHeaders = (source: PageSource, section: Section): readonly PageHeader[] | undefined => {
  const { report } = section;
  const { rows } = readContent(source, section, { table: tableShapes.headers });
  if (rows === undefined) {
    if (!report.broken()) report(section.line, "missing-table", "no table of headers");
    return undefined;
  }
  const headers = rows.map(({ line, cells: [name = "", description = ""] }): PageHeader => {
    const plain = plainCell(name);
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(plain)) {
      report(line, "bad-name", `${plain || "(nothing)"} is no name of a header`);
    }
    const listed = plain === "Content-Type" || plain === "Accept";
    return { line, name: plain, description, mediaTypes: listed ? (description.match(mediaType) ?? []) : [] };
  });
  const unique = distinct(headers, section);
  for (const name of everyPage) {
    if (!headers.some((header) => header.name === name)) report(section.line, "missing-row", `no ${name}`);
  }
  return report.broken() ? undefined : unique;
};
