import type { OperationLine, OperationPage, PageParameter, SampleRequest } from "./model.ts";
import type { Outline } from "./outline.ts";
import { readHeaders, readQuery } from "./parameters.ts";
import { type Preamble, readPreamble } from "./preamble.ts";
import type { Report } from "./report.ts";
import { readRequest } from "./request.ts";
import { readResponse } from "./response.ts";
import { readSampleRequest, readSampleResponse } from "./samples.ts";
import { frontMatterLine } from "./source.ts";

const asText = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** Titles have their own names of parameters, `DEL`, and their own use of capitals. */
const titleForm = (title: string): string =>
  title
    .replace(/^DEL /, "DELETE ")
    .replace(/\{[^}]*\}/g, "{}")
    .replace(/\s+/g, " ")
    .toLowerCase();

const namesOperation = (title: string, { method, path }: OperationLine): boolean =>
  titleForm(title) === titleForm(`${method} ${path.replace(/^\/api\/v\d+\//, "")}`);

const readIdentity = (outline: Outline, { heading, operation }: Preamble, report: Report) => {
  const { source } = outline;
  const uid = asText(source.frontMatter?.["uid"]);
  const title = asText(source.frontMatter?.["title"]);
  const uidLine = frontMatterLine(source, "uid");
  const titleLine = frontMatterLine(source, "title");
  if (uid === "") report(uidLine, "missing-uid", "no uid in the front matter");
  else if (!/^v\d+[A-Za-z]+_\w+$/.test(uid)) report(uidLine, "bad-uid", uid);
  const base = /([^/\\]+)\.md$/.exec(source.file)?.[1];
  if (uid !== "" && base !== undefined && base !== uid) report(uidLine, "uid-contradicted", uid);
  if (title === "" || heading === undefined) report(titleLine, "missing-title", "no title or no heading");
  if (heading !== undefined && title !== "" && titleForm(heading.text) !== titleForm(title)) {
    report(heading.line, "title-contradicted", "heading and front matter have not the same title");
  }
  if (operation !== undefined && title !== "" && !namesOperation(title, operation)) {
    report(titleLine, "title-contradicted", "the title is not that of the operation");
  }
  return { uid, uidLine, title, titleLine };
};

/** The fence is the authority, unless the page contradicts it. */
const isCertain = (
  { operation, heading }: Preamble,
  sample: SampleRequest | undefined,
  report: Report,
): boolean => {
  if (operation === undefined) return false;
  const { line, method, path } = operation;
  const agrees =
    sample === undefined
      ? heading !== undefined && namesOperation(heading.text, operation)
      : sample.method === method && sample.target.replace(/\?.*$/, "") === path;
  if (!agrees) {
    report(line, "operation-contradicted", `${sample === undefined ? "heading" : "sample"} and fence differ`);
  }
  return agrees;
};

const readPath = (
  outline: Outline,
  { operation, pathParameters }: Preamble,
): readonly PageParameter[] | undefined => {
  const { report, line } = outline.preamble;
  const inPath = (operation?.path.match(/\{\w+\}/g) ?? []).map((part) => part.slice(1, -1));
  const inTable = (pathParameters ?? []).map(({ name }) => name);
  if (inPath.length !== inTable.length || !inPath.every((name) => inTable.includes(name))) {
    const at = pathParameters?.[0]?.line ?? operation?.line ?? line;
    report(
      at,
      "path-contradicted",
      `{${inPath.join("}{")}} in the path, ${inTable.join(", ") || "none"} in the table`,
    );
    return undefined;
  }
  return report.broken() && inPath.length > 0 ? undefined : (pathParameters ?? []);
};

/** Reads a page that describes one operation; `undefined` where its identity is not certain. */
export const readOperationPage = (outline: Outline, report: Report): OperationPage | undefined => {
  const { source, sections, preamble } = outline;
  const head = readPreamble(outline);
  const identity = readIdentity(outline, head, report);
  const section = (name: Parameters<typeof sections.get>[0]) => sections.get(name);
  const requestSample = section("sampleRequest");
  const responseSample = section("sampleResponse");
  const sampleRequest = requestSample && readSampleRequest(source, requestSample);
  const sampleResponse = responseSample && readSampleResponse(source, responseSample);
  const query = section("query");
  const headersSection = section("headers");
  const pathParameters = readPath(outline, head);
  const queryParameters = query && readQuery(source, query);
  const headers = headersSection && readHeaders(source, headersSection);
  const requestSection = section("request");
  const request = readRequest({
    source,
    section: requestSection,
    headersSection,
    headers,
    sample: sampleRequest,
  });
  const response = section("response");
  const responseBody = section("responseBody");
  const answer =
    response &&
    responseBody &&
    readResponse({ source, section: response, body: responseBody, sample: sampleResponse });
  const certain = isCertain(head, sampleRequest, report);
  const { operation } = head;
  if (!certain || operation === undefined || !/^v\d+[A-Za-z]+_\w+$/.test(identity.uid)) return undefined;
  const ofAgent = /^v\d+[A-Za-z]+Agent_/.test(identity.uid);
  if (ofAgent !== /^\/api\/v\d+\/Agents\//.test(operation.path)) {
    report(identity.uidLine, "kind-contradicted", `${identity.uid} at ${operation.path}`);
    return undefined;
  }
  // What the page lacks was never there only if nothing on the page can have gone astray.
  const whole = !report.torn();
  const tableless = answer !== undefined && answer.rows.length === 0 && answer.form !== "primitive";
  const undescribed = preamble.report.torn();
  return {
    page: "operation",
    file: source.file,
    kind: ofAgent ? "agent" : "entity",
    ...identity,
    frontMatter: source.frontMatter ?? {},
    operation,
    description: undescribed ? undefined : head.prose,
    marks: undescribed ? undefined : head.marks,
    pathParameters,
    queryParameters: query === undefined && whole ? [] : queryParameters,
    headers: headersSection?.report.broken() ? undefined : headers,
    request:
      whole || (request !== undefined && "rows" in request && request.rows.length > 0) ? request : undefined,
    response: tableless && !whole ? undefined : answer,
    sampleRequest,
    sampleResponse,
  };
};
