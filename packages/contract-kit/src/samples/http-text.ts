import type { Header, SampleRequest, SampleResponse } from "./sample.ts";

/** A message as text: start line, headers, an empty line, body. Lines end in `\n` or `\r\n`. */
interface Message {
  readonly start: string;
  readonly headers: readonly Header[];
  readonly body: string;
  /** Lines before the body. */
  readonly bodyOffset: number;
}

/** Reads a request as the reference pages print it: `POST /api/v1/… `, headers, an empty line and the body. */
export function parseRequest(text: string): { readonly request: SampleRequest; readonly bodyOffset: number } {
  const { start, headers, body, bodyOffset } = split(text);
  const [method = "", target = ""] = start.split(" ");
  return { request: { method, target, headers, body }, bodyOffset };
}

/** Reads an answer as the reference pages print it: `HTTP/1.1 200 OK`, headers, an empty line and the body. */
export function parseResponse(text: string): {
  readonly response: SampleResponse;
  readonly bodyOffset: number;
} {
  const { start, headers, body, bodyOffset } = split(text);
  const [, status = "", ...reason] = start.split(" ");
  return { response: { status: Number(status), reason: reason.join(" "), headers, body }, bodyOffset };
}

function split(raw: string): Message {
  const text = raw.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const end = text.indexOf("\n\n");
  const head = (end === -1 ? text.trimEnd() : text.slice(0, end)).split("\n");
  const [start = "", ...lines] = head;
  const headers = lines.map((line): Header => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return {
    start,
    headers,
    body: end === -1 ? "" : text.slice(end + 2).trimEnd(),
    bodyOffset: head.length + 1,
  };
}
