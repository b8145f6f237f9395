/**
 * Writes pages in the template of the reference, with invented names and words. The reference's own sentences
 * never stand in this repository.
 *
 * @module
 */

export type Cells = readonly [name: string, type: string, description: string];

/** What a page says. */
export interface PageSpec {
  readonly uid: string;
  readonly verb: "DELETE" | "GET" | "PATCH" | "POST" | "PUT";
  /** Below `/api/v1/`. */
  readonly path: string;
  readonly description?: readonly string[];
  readonly pathTable?: readonly Cells[];
  readonly query?: readonly Cells[];
  readonly contentTypes?: readonly string[];
  readonly request?: { readonly heading: string; readonly prose?: string; readonly rows?: readonly Cells[] };
  /** Text after `## Response:`. */
  readonly kind?: string;
  readonly bodyType: string;
  readonly statuses?: readonly (readonly [code: string, description: string])[];
  readonly rows?: readonly Cells[];
  readonly sampleBody?: unknown;
  readonly answer: unknown;
}

/** How a release prints what a page says. Defaults: as the releases at hand do. */
export interface Style {
  readonly lineEnd?: "\n" | "\r\n";
  readonly finalNewline?: boolean;
  readonly byteOrderMark?: boolean;
  /** Lines added to the front matter. */
  readonly frontMatter?: readonly string[];
  /** Order of the columns of the tables with three, as indexes. */
  readonly columns?: readonly [number, number, number];
  /** Pipes at the ends of a row. */
  readonly outerPipes?: boolean;
  /** What stands around names and types. */
  readonly markup?: (text: string) => string;
  /** A quotation in each section. */
  readonly notes?: boolean;
  /** A column that the template lacks. */
  readonly extraColumn?: string;
}

const jsonMedia = "`application/json`, `text/json`";

const tableOf = (header: readonly string[], rows: readonly (readonly string[])[], style: Style): string[] => {
  const order = header.length === 3 ? (style.columns ?? [0, 1, 2]) : [0, 1];
  const extra = style.extraColumn === undefined ? [] : [style.extraColumn];
  const markup = style.markup ?? ((text: string) => text);
  const line = (cells: readonly string[]) =>
    (style.outerPipes ?? true) ? `| ${cells.join(" | ")} |` : cells.join(" | ");
  const arrange = (cells: readonly string[]) => order.map((index) => cells[index] ?? "");
  return [
    line([...arrange(header), ...extra]),
    line([...order.map(() => "---"), ...extra.map(() => "---")]),
    ...rows.map((cells) => {
      const marked = cells.map((cell, index) => (index < cells.length - 1 ? markup(cell) : cell));
      return line([...arrange(marked), ...extra.map(() => "-")].map((cell) => cell.replaceAll("|", "\\|")));
    }),
    "",
  ];
};

const bodyOf = (value: unknown): string[] =>
  value === undefined ? [] : ["", ...JSON.stringify(value, null, 2).split("\n")];

/** Prints a page. */
export const renderPage = (spec: PageSpec, style: Style = {}): string => {
  const target = `/api/v1/${spec.path}`;
  const title = `${spec.verb === "DELETE" ? "DEL" : spec.verb} ${spec.path}`;
  const note = style.notes === true ? ["> [!NOTE]", "> Printed by another release.", ""] : [];
  const statuses = spec.statuses ?? [["200", "Done"]];
  const properties = (rows: readonly Cells[]) =>
    tableOf(["Property Name", "Type", "Description"], rows, style);
  const lines = [
    "---",
    `title: ${title}`,
    `uid: ${spec.uid}`,
    ...(style.frontMatter ?? []),
    "---",
    "",
    `# ${title}`,
    "",
    "```http",
    `${spec.verb} ${target}`,
    "```",
    "",
    ...(spec.description ?? ["Does what its name says."]).flatMap((text) => [text, ""]),
    ...(spec.pathTable === undefined
      ? []
      : tableOf(["Path Part", "Type", "Description"], spec.pathTable, style)),
    ...(spec.query === undefined
      ? []
      : [
          "## Query String Parameters",
          "",
          ...note,
          ...tableOf(["Parameter Name", "Type", "Description"], spec.query, style),
          "```http",
          ...spec.query.map(([name]) => `${spec.verb} ${target}?${name}=x`),
          "```",
          "",
        ]),
    "## Request Headers",
    "",
    ...note,
    ...tableOf(
      ["Parameter Name", "Description"],
      [
        ["Authorization", "Who calls."],
        ["X-XSRF-TOKEN", "Guards a cookie session."],
        ...(spec.request === undefined
          ? []
          : [["Content-Type", `Body as one of: ${spec.contentTypes?.join(", ") ?? jsonMedia}`]]),
        ["Accept", `Answer as one of: ${jsonMedia}`],
        ["SO-AppToken", "Which application calls."],
      ],
      style,
    ),
    ...(spec.request === undefined
      ? []
      : [
          `## Request Body: ${spec.request.heading}`,
          "",
          ...note,
          ...(spec.request.prose === undefined ? [] : [`${spec.request.prose} `, ""]),
          ...(spec.request.rows === undefined ? [] : properties(spec.request.rows)),
        ]),
    `## Response:${spec.kind ?? ""}`,
    "",
    ...note,
    statuses[0]?.[1] ?? "",
    "",
    ...tableOf(["Response", "Description"], statuses, style),
    `### Response body: ${spec.bodyType}`,
    "",
    ...note,
    ...(spec.rows === undefined ? [] : properties(spec.rows)),
    "## Sample request",
    "",
    "```http!",
    `${spec.verb} ${target}`,
    "Authorization: Basic abc",
    "Accept: application/json; charset=utf-8",
    ...bodyOf(spec.sampleBody),
    "```",
    "",
    "## Sample response",
    "",
    "```http_",
    `HTTP/1.1 ${statuses[0]?.join(" ")}`,
    "Content-Type: application/json; charset=utf-8",
    ...bodyOf(spec.answer),
    "```",
  ];
  const text =
    lines.join(style.lineEnd ?? "\n") + (style.finalNewline === true ? (style.lineEnd ?? "\n") : "");
  return style.byteOrderMark === true ? `\uFEFF${text}` : text;
};
