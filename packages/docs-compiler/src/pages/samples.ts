import type { Method, PageRow, SampleBody, SampleHeader, SampleRequest, SampleResponse } from "./model.ts";
import type { Section } from "./outline.ts";
import { readContent } from "./section.ts";
import type { PageSource } from "./source.ts";

interface Message {
  readonly line: number;
  readonly start: string;
  readonly headers: readonly SampleHeader[];
  readonly body: SampleBody | undefined;
}

const parseJson = (text: string): SampleBody["json"] => {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : "not JSON" };
  }
};

/** Reads an HTTP message from a fence: start line, headers, an empty line, a body. */
const readMessage = (source: PageSource, section: Section, info: string): Message | undefined => {
  const { report } = section;
  const { fence } = readContent(source, section, { fence: info });
  if (fence === undefined) {
    if (!report.broken()) report(section.line, "missing-fence", `no \`${info}\` fence`);
    return undefined;
  }
  const { content } = fence;
  const end = content.findIndex((line) => line.trim() === "");
  const head = end === -1 ? content : content.slice(0, end);
  const headers = head.slice(1).map((text, index): SampleHeader => {
    const line = fence.line + 2 + index;
    const [, name = "", value = ""] = /^([\w-]+):\s*(.*?)\s*$/.exec(text) ?? [];
    if (name === "") report(line, "bad-sample", "no header line");
    return { line, name, value };
  });
  const text = end === -1 ? "" : content.slice(end + 1).join("\n");
  if (text.trim() === "") return { line: fence.line + 1, start: head[0] ?? "", headers, body: undefined };
  const line = fence.line + 2 + end;
  const json = parseJson(text);
  if (!json.ok) report(line, "bad-json", json.message.split("\n")[0] ?? "");
  return { line: fence.line + 1, start: head[0] ?? "", headers, body: { line, text, json } };
};

export const isMethod = (word: string): word is Method => /^(?:DELETE|GET|PATCH|POST|PUT)$/.test(word);

/** Reads `## Sample request`. */
export const readSampleRequest = (source: PageSource, section: Section): SampleRequest | undefined => {
  const message = readMessage(source, section, "http!");
  if (message === undefined) return undefined;
  const { line, start, headers, body } = message;
  const [, method = "", target = ""] = /^([A-Z]+) (\/\S*)(?: HTTP\/[\d.]+)?\s*$/.exec(start) ?? [];
  if (!isMethod(method)) {
    section.report(line, "bad-sample", "no verb and target");
    return undefined;
  }
  return section.report.broken() ? undefined : { line, method, target, headers, body };
};

/** Reads `## Sample response`. */
export const readSampleResponse = (source: PageSource, section: Section): SampleResponse | undefined => {
  const message = readMessage(source, section, "http_");
  if (message === undefined) return undefined;
  const { line, start, headers, body } = message;
  const [, status = "", reason = ""] = /^HTTP\/[\d.]+ (\d{3})(?: (.*?))?\s*$/.exec(start) ?? [];
  if (status === "") section.report(line, "bad-sample", "no status line");
  return section.report.broken() ? undefined : { line, status: Number(status), reason, headers, body };
};

export const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** True where every object has exactly the table's properties. */
export const haveRows = (values: readonly unknown[], rows: readonly PageRow[]): boolean =>
  values.every(
    (value) =>
      isObject(value) &&
      Object.keys(value).length === rows.length &&
      rows.every(({ name }) => Object.hasOwn(value, name)),
  );
