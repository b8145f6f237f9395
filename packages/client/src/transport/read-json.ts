import { type DecodingReason, SoDecodingError } from "../errors/so-error.ts";
import type { Deadline } from "./deadline.ts";
import { isJson } from "./is-json.ts";
import { parseJson } from "./parse-json.ts";

/**
 * Reads the body of a success. A status without a body gives `undefined`, whatever the headers say (RFC 9112, 6.3);
 * any other body must be JSON, and an empty one is not. Integers that a double cannot hold are refused rather than
 * rounded.
 *
 * @param admitsEmpty - takes an empty body for `undefined` instead of refusing it.
 */
export async function readJson(
  response: Response,
  deadline: Deadline,
  admitsEmpty: boolean,
): Promise<unknown> {
  if (hasNoBody(response)) return undefined;
  const refuse = (reason: DecodingReason, detail: string, cause?: unknown) =>
    new SoDecodingError(reason, response.status, detail, { call: deadline.call, cause });

  const bytes = await readBytes(response, deadline);
  if (!bytes.byteLength && admitsEmpty) return undefined;
  if (!bytes.byteLength) throw refuse("empty", "it has no body");
  if (!isJson(response.headers.get("Content-Type") ?? "text/json"))
    throw refuse("media-type", "it is not JSON");

  let text: string;
  try {
    // Not response.text(), which puts U+FFFD in place of what is not UTF-8 (RFC 8259, 8.1).
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refuse("encoding", "it is not UTF-8", cause);
  }
  const parsed = parseJson(text);
  if ("refused" in parsed) throw refuse(parsed.refused, parsed.detail);
  return parsed.value;
}

/** Says whether the status rules out a body. */
export function hasNoBody({ status }: Response): boolean {
  return status === 204 || status === 205;
}

/** Reads a body to its end. */
export function readBytes(response: Response, deadline: Deadline): Promise<ArrayBuffer> {
  return deadline.race(() => response.arrayBuffer());
}

/** Reads the body of an answer that is no success: parsed when it is JSON, else its text, `undefined` when it is empty. */
export async function readError(response: Response, deadline: Deadline): Promise<unknown> {
  const text = await deadline.race(() => response.text());
  try {
    return JSON.parse(text);
  } catch {
    return text || undefined;
  }
}
