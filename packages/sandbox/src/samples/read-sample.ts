import { parseJson } from "@so-webapi/platform";
import type { SampleAnswer } from "./sample.ts";
import { SampleError } from "./sample-error.ts";

/** Statuses whose answers have no body (RFC 9110, 6.4.1), though some samples print `null` behind them. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Reads a response as a page prints it: a status line, header fields, an empty line, the body. Of the fields only
 * `Content-Type` is kept; a JSON body must be JSON. `file` is the name that errors give the text.
 *
 * @throws {SampleError} `sample-invalid`, with `file:line:column`.
 */
export function readSample(operationId: string, text: string, file: string): SampleAnswer {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const status = Number(/^HTTP\/[0-9.]+ ([2-5][0-9]{2})(?: |$)/.exec(lines[0] ?? "")?.[1]);
  if (Number.isNaN(status)) throw invalid(file, 1, 1, "a status line is wanted here, HTTP/1.1 200 OK");
  const blank = lines.indexOf("");
  const end = blank === -1 ? lines.length : blank;
  const contentType = contentTypeOf(lines.slice(1, end), file);
  const body = lines
    .slice(end + 1)
    .join("\n")
    .trimEnd();
  if (body === "" || BODILESS.has(status)) return { operationId, status, body: null, contentType: null };
  if (contentType === null || /[/+]json\b/i.test(contentType)) {
    const parsed = parseJson(body, { unsafeIntegers: "round" });
    if (!parsed.ok) throw invalid(file, end + 1 + parsed.line, parsed.column, parsed.message);
  }
  return { operationId, status, body, contentType: contentType ?? "application/json; charset=utf-8" };
}

function contentTypeOf(fields: readonly string[], file: string): string | null {
  let contentType: string | null = null;
  for (const [index, field] of fields.entries()) {
    const [, name = "", value = ""] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/.exec(field) ?? [];
    if (name === "") throw invalid(file, index + 2, 1, "a header field is wanted here, or an empty line");
    if (name.toLowerCase() === "content-type" && value !== "") contentType = value;
  }
  return contentType;
}

function invalid(file: string, line: number, column: number, why: string): SampleError {
  return new SampleError("sample-invalid", `${file}:${line}:${column}: ${why}`);
}
