import { isJson } from "@so-webapi/platform/media";
import type { FailedCall } from "../errors/so-error.ts";
import type { Deadline } from "./deadline.ts";
import { readBytes } from "./read-json.ts";

/**
 * Reads a file. It comes as its bytes or, from agents, as base64 in JSON; both give a `Blob` of the bytes. Null where
 * there is no file: a status without a body, or null as JSON.
 */
export async function readFile(
  response: Response,
  call: FailedCall,
  deadline: Deadline,
): Promise<Blob | null> {
  if (response.status === 204 || response.status === 205) return null;
  const bytes = await readBytes(response, call, deadline);
  const type = response.headers.get("Content-Type") ?? "";
  const inner = isJson(type) ? fromJson(bytes) : undefined;
  return inner === undefined ? new Blob([bytes], { type }) : inner;
}

/** What a JSON answer wraps; `undefined` when the JSON is the file itself. */
function fromJson(bytes: ArrayBuffer): Blob | null | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (value === null) return null;
    if (typeof value !== "string") return undefined;
    return new Blob([Uint8Array.from(atob(value), (char) => char.charCodeAt(0))]);
  } catch {
    return undefined;
  }
}
