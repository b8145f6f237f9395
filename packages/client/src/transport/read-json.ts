import { parseJson } from "@so-webapi/platform/json";
import { isJson } from "@so-webapi/platform/media";
import { type DecodingReason, type FailedCall, SoDecodingError, SoNetworkError } from "../errors/so-error.ts";
import type { Deadline } from "./deadline.ts";

export interface ReadJsonOptions {
  /** Takes an empty body for `undefined` instead of refusing it. Default false. */
  readonly admitEmpty?: boolean;
}

/**
 * Reads the body of a success. A status without a body gives `undefined`, whatever the headers say (RFC 9112, 6.3);
 * any other body must be JSON, and an empty one is not. Integers that a double cannot hold are refused rather than
 * rounded.
 */
export async function readJson(
  response: Response,
  method: string,
  call: FailedCall,
  deadline: Deadline,
  options: ReadJsonOptions = {},
): Promise<unknown> {
  const { status } = response;
  if (status === 204 || status === 205 || method === "HEAD") return undefined;
  const refuse = (reason: DecodingReason, detail: string, cause?: unknown) =>
    new SoDecodingError(reason, status, detail, { call, cause });

  const bytes = await readBytes(response, call, deadline);
  if (bytes.byteLength === 0 && options.admitEmpty) return undefined;
  if (bytes.byteLength === 0) throw refuse("empty", "it has no body");
  const mediaType = response.headers.get("Content-Type");
  if (mediaType !== null && !isJson(mediaType)) throw refuse("media-type", "it is not JSON");

  let text: string;
  try {
    // Not response.text(), which puts U+FFFD in place of what is not UTF-8 (RFC 8259, 8.1).
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refuse("encoding", "it is not UTF-8", cause);
  }
  const parsed = parseJson(text);
  if (!parsed.ok) throw refuse(parsed.code, `line ${parsed.line}, column ${parsed.column}`);
  return parsed.value;
}

/** Reads a body to its end. */
export async function readBytes(
  response: Response,
  call: FailedCall,
  deadline: Deadline,
): Promise<ArrayBuffer> {
  try {
    return await deadline.race(response.arrayBuffer());
  } catch (cause) {
    throw deadline.signal.aborted ? deadline.signal.reason : new SoNetworkError({ call, cause });
  }
}
