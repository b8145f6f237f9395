import { plainCell } from "./cells.ts";
import type { PageResponse, PageRow, PageStatus, ResponseForm, SampleResponse } from "./model.ts";
import type { Section } from "./outline.ts";
import { isPrimitive, isTypeWord, readRows } from "./rows.ts";
import { haveRows, isObject } from "./samples.ts";
import { readContent } from "./section.ts";
import type { PageSource } from "./source.ts";
import { tableShapes } from "./table.ts";

/** Names that the generator prints where it has none. */
const leakedNames: ReadonlySet<string> = new Set(["RecurrenceInfo", "TableRight"]);

const readStatuses = (source: PageSource, section: Section) => {
  const { rows, prose } = readContent(source, section, { table: tableShapes.statuses, prose: true });
  const { report, line } = section;
  if (rows === undefined && !report.broken()) report(line, "missing-table", "no table of statuses");
  const seen = new Set<number>();
  const statuses: PageStatus[] = [];
  for (const { line: at, cells } of rows ?? []) {
    const [code = "", description = ""] = cells;
    const number = /^[1-5]\d\d$/.test(plainCell(code)) ? Number(plainCell(code)) : Number.NaN;
    if (Number.isNaN(number)) report(at, "bad-status", `${code || "(nothing)"} is no status`);
    else if (seen.has(number)) report(at, "duplicate-row", `${number} stands already in this table`);
    else statuses.push({ line: at, code: number, description });
    seen.add(number);
  }
  return { statuses, prose };
};

const decideForm = (bodyType: string, rows: readonly PageRow[]): ResponseForm => {
  if (bodyType === "array") return rows.length > 0 ? "arrayOfRows" : "arrayOfPrimitives";
  if (bodyType === "object") return "dictionary";
  if (isPrimitive(bodyType)) return "primitive";
  if (rows.length === 0) return "none";
  return rows.some(({ name }) => name.startsWith("odata.")) ? "odata" : "named";
};

const elementOf = (value: unknown): PageResponse["element"] => {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const kinds = new Set(
    value.map((one) => (typeof one === "number" && Number.isInteger(one) ? "integer" : typeof one)),
  );
  if (kinds.size === 2 && kinds.has("integer") && kinds.has("number")) return "number";
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === undefined) return undefined;
  return kind === "boolean" || kind === "integer" || kind === "number" || kind === "string"
    ? kind
    : undefined;
};

const primitiveKinds: Readonly<Record<string, string>> = {
  bool: "boolean",
  double: "number",
  int32: "number",
  int64: "number",
};

/** True where the sample's value can be what the page states. */
const fits = (form: ResponseForm, bodyType: string, rows: readonly PageRow[], value: unknown): boolean => {
  const isMap = isObject(value) && !Array.isArray(value);
  switch (form) {
    case "none":
      return value === null || value === undefined;
    case "named":
    case "odata":
      return value === null || haveRows([value], rows);
    case "arrayOfRows":
      return value === null || (Array.isArray(value) && haveRows(value, rows));
    case "arrayOfPrimitives":
      return (
        value === null || (Array.isArray(value) && (value.length === 0 || elementOf(value) !== undefined))
      );
    case "dictionary":
      // Values that are objects have a table; without one it was lost.
      if (isMap && rows.length === 0) return !Object.values(value).some(isObject);
      return value === null || (isMap && haveRows(Object.values(value), rows));
    case "primitive":
      return value === null || typeof value === (primitiveKinds[bodyType] ?? "string");
  }
};

export interface ResponseInput {
  readonly source: PageSource;
  /** `## Response:` */
  readonly section: Section;
  /** `### Response body:` */
  readonly body: Section;
  readonly sample: SampleResponse | undefined;
}

/** Reads `## Response:` and `### Response body:` against the sample. */
export const readResponse = ({ source, section, body, sample }: ResponseInput): PageResponse | undefined => {
  const { statuses, prose } = readStatuses(source, section);
  const { rows: table } = readContent(source, body, { table: tableShapes.properties });
  const kind = section.argument;
  const bodyType = plainCell(body.argument);
  if (!isTypeWord(bodyType)) body.report(body.line, "unknown-type", `${bodyType || "(nothing)"} is no type`);
  if (kind !== (isPrimitive(bodyType) ? bodyType : "")) {
    body.report(body.line, "response-contradicted", `${bodyType} below Response:${kind}`);
  }
  const rows = table === undefined ? [] : readRows(table, body);
  const form = decideForm(bodyType, rows);
  const leakedName = leakedNames.has(bodyType);
  if (form === "none" && !leakedName) body.report(body.line, "missing-table", `no table of ${bodyType}`);
  if (form === "primitive" && table !== undefined) {
    body.report(body.line, "unexpected-table", `a table of ${bodyType}`);
  }
  const json = sample?.body?.json;
  const value = json?.ok === true ? json.value : undefined;
  if (sample !== undefined && json?.ok !== false && !fits(form, bodyType, rows, value)) {
    body.report(
      sample.body?.line ?? sample.line,
      "sample-contradicted",
      "it is not what the response body says",
    );
  }
  if (sample !== undefined && !statuses.some(({ code }) => code === sample.status)) {
    section.report(sample.line, "response-contradicted", `no row tells the sample's status ${sample.status}`);
  }
  // An array or a map without a table shows only in the sample that its table is not lost.
  const certain = rows.length > 0 || form === "primitive" || sample !== undefined;
  if (section.report.broken() || body.report.broken() || !isTypeWord(bodyType) || !certain) return undefined;
  return {
    line: section.line,
    kind,
    form,
    prose,
    statuses,
    bodyType,
    bodyLine: body.line,
    leakedName,
    links: rows.some(({ name }) => name === "_Links"),
    element: form === "arrayOfPrimitives" ? elementOf(value) : undefined,
    rows,
  };
};
