import type {
  NoRequestBody,
  PageHeader,
  PageRow,
  Prose,
  RequestBody,
  RequestForm,
  RequestFormRule,
  SampleRequest,
} from "./model.ts";
import type { Section } from "./outline.ts";
import { readRows } from "./rows.ts";
import { haveRows } from "./samples.ts";
import { readContent } from "./section.ts";
import type { PageSource } from "./source.ts";
import { tableShapes } from "./table.ts";

export interface RequestInput {
  readonly source: PageSource;
  /** `undefined` where the page has no such section. */
  readonly section: Section | undefined;
  /** For what concerns the page and no section. */
  readonly headersSection: Section | undefined;
  readonly headers: readonly PageHeader[] | undefined;
  readonly sample: SampleRequest | undefined;
}

type Decision = { readonly form: RequestForm; readonly rule: RequestFormRule } | undefined;

const fileTypes = /^(?:image\/.+|multipart\/form-data|application\/octet-stream)$/;

/** The form of a body without a table. The page has no sample of it either. */
const decideWithoutTable = (
  name: string,
  qualifier: string | undefined,
  text: string,
  mediaTypes: readonly string[],
): Decision => {
  if (qualifier === "binary" || mediaTypes.some((type) => fileTypes.test(type))) {
    return { form: "file", rule: "media-type" };
  }
  if (mediaTypes.includes("text/plain")) return { form: "string", rule: "media-type" };
  if (/dictionary|\bvariables\b|\{\s*'/i.test(text)) return { form: "dictionary", rule: "wording" };
  if (/\barray\b|\bcollection\b|\bprimary keys\b/i.test(text) || /(?:Names|[Ii]ds)$/.test(name)) {
    return { form: "arrayOfPrimitives", rule: "wording" };
  }
  return { form: "unknown", rule: "none" };
};

const isPatch = (rows: readonly PageRow[]): boolean =>
  rows.length === 3 && ["op", "path", "value"].every((name) => rows.some((row) => row.name === name));

/** The form of a body with a table; `undefined` where only the sample could tell, and there is none. */
const decideWithTable = (name: string, rows: readonly PageRow[], sample: unknown): Decision => {
  if (isPatch(rows)) return { form: "patch", rule: "patch-rows" };
  if (name === "request") return { form: "arguments", rule: "request-table" };
  if (sample === undefined) return undefined;
  return { form: Array.isArray(sample) ? "arrayOfEntity" : "entity", rule: "table-and-sample" };
};

/** The line of argument names, where the prose is nothing else. */
const readArgumentNames = (name: string, prose: readonly Prose[]): RequestBody["argumentNames"] => {
  const [only, more] = prose;
  if (name !== "request" || only === undefined || more !== undefined) return undefined;
  const names = only.text.split(",").map((part) => part.trim());
  return names.every((part) => /^\w+$/.test(part)) ? { line: only.line, names } : undefined;
};

const checkNames = (
  section: Section,
  stated: RequestBody["argumentNames"],
  rows: readonly PageRow[],
): void => {
  if (stated === undefined) return;
  const agree = stated.names.length === rows.length && rows.every(({ name }) => stated.names.includes(name));
  if (!agree) section.report(stated.line, "names-contradicted", "the arguments are not those of the table");
};

/** The page without the section: there is no body if headers and sample say so too. */
const readAbsent = ({ headersSection, headers, sample }: RequestInput): NoRequestBody | undefined => {
  if (headers === undefined) return undefined;
  const contentType = headers.find(({ name }) => name === "Content-Type");
  if (contentType === undefined && sample?.body === undefined) return { form: "none" };
  headersSection?.report(
    contentType?.line ?? sample?.body?.line ?? 1,
    "body-contradicted",
    "no section tells the request body",
  );
  return undefined;
};

/** Reads `## Request Body:`, or its absence, against headers and sample. */
export const readRequest = (input: RequestInput): RequestBody | NoRequestBody | undefined => {
  const { source, section, headers, sample } = input;
  if (section === undefined) return readAbsent(input);
  const { report, line } = section;
  const { rows: table, prose } = readContent(source, section, { table: tableShapes.properties, prose: true });
  const [, name = "", qualifier] = /^(\w+)(?: (\w+))?$/.exec(section.argument) ?? [];
  if (name === "") report(line, "bad-name", `${section.argument || "(nothing)"} is no name of a body`);
  const contentType = headers?.find(({ name: header }) => header === "Content-Type");
  if (headers !== undefined && contentType === undefined) {
    report(line, "body-contradicted", "there is a request body, and no Content-Type header");
  }
  const argumentNames = readArgumentNames(name, prose);
  const shared = { line, name, qualifier, prose };
  if (table === undefined) {
    const text = prose.map((part) => part.text).join(" ");
    const decision = decideWithoutTable(name, qualifier, text, contentType?.mediaTypes ?? []);
    if (sample?.body !== undefined) report(sample.body.line, "missing-table", "a sample body, and no table");
    if (decision?.form === "unknown") report(line, "undecided-request", "nothing tells the form of the body");
    if (report.broken() || headers === undefined || sample === undefined || decision === undefined) {
      return undefined;
    }
    return { ...shared, ...decision, argumentNames: undefined, rows: [] };
  }
  const rows = readRows(table, section);
  checkNames(section, argumentNames, rows);
  const json = sample?.body?.json;
  if (sample !== undefined && sample.body === undefined) {
    report(line, "body-contradicted", "there is a table of the body, and the sample has no body");
  }
  const value = json?.ok === true ? json.value : undefined;
  if (value !== undefined && !haveRows(Array.isArray(value) ? value : [value], rows)) {
    report(sample?.body?.line ?? line, "sample-contradicted", "its properties are not those of the table");
  }
  const decision = decideWithTable(name, rows, value);
  if (report.broken() || decision === undefined) return undefined;
  return { ...shared, ...decision, argumentNames, rows };
};
