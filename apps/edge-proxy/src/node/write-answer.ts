import type { ServerResponse } from "node:http";
import type { ProxyAnswer } from "../lib/message/proxy-answer.ts";
import { atTurnEnd } from "./turn-end.ts";

/** Bytes up to which a header and its body go out as one text. */
const ONE_WRITE = 16 * 1024;

/** Writes an answer: what is at hand in one piece, a stream at the caller's pace. A stream that fails cuts the connection. */
export async function writeAnswer(answer: ProxyAnswer, response: ServerResponse): Promise<void> {
  const { status, statusText, headers, body } = answer;
  const fields: string[] = [];
  let isSized = false;
  for (const [name, value] of headers.fields) {
    fields.push(name, value);
    isSized ||= name === "content-length";
  }
  if (!isSized && !(body instanceof ReadableStream)) {
    const length = sizeOf(body);
    // RFC 9110, 8.6: no length where there can be no body, and for HEAD none that is not GET's.
    if (length > 0 || (status !== 204 && status !== 304 && response.req.method !== "HEAD"))
      fields.push("content-length", String(length));
  }
  if (statusText === "") response.writeHead(status, fields);
  else response.writeHead(status, statusText, fields);
  if (body === null) response.end();
  else if (typeof body === "string") response.end(body);
  else if (body instanceof ReadableStream) await pump(body, response);
  // Node joins a header and a body of one-byte characters to one write; bytes would be a second one.
  else if (body.byteLength > ONE_WRITE) response.end(body);
  else {
    const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("latin1");
    atTurnEnd(() => response.end(text, "latin1"));
  }
}

function sizeOf(body: Uint8Array | string | null): number {
  if (body === null) return 0;
  return typeof body === "string" ? Buffer.byteLength(body) : body.byteLength;
}

async function pump(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const leave = (): void => void reader.cancel().catch(() => {});
  response.once("close", leave);
  // The header must not wait for a first piece that may be long in coming.
  response.flushHeaders();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!response.write(value) && !response.destroyed) await drained(response);
    }
    response.end();
  } catch {
    // Half must not look like the whole.
    response.destroy();
  } finally {
    response.off("close", leave);
  }
}

/** Waits until the caller has read, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.once("drain", done).once("close", done);
  });
}
