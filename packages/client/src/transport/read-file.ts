import type { Deadline } from "./deadline.ts";
import { isJson } from "./is-json.ts";
import { hasNoBody, readBytes } from "./read-json.ts";

/**
 * Reads a file. It comes as its bytes or, from agents, as base64 in JSON; both give a `Blob` of the bytes. Null where
 * there is no file: a status without a body, or null as JSON.
 */
export async function readFile(response: Response, deadline: Deadline): Promise<Blob | null> {
  if (hasNoBody(response)) return null;
  const bytes = await readBytes(response, deadline);
  const type = response.headers.get("Content-Type") ?? "";
  if (isJson(type)) {
    try {
      const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
      if (value === null) return null;
      if (typeof value === "string")
        return new Blob([Uint8Array.from(atob(value), (char) => char.charCodeAt(0))]);
    } catch {
      // The JSON is the file itself.
    }
  }
  return new Blob([bytes], { type });
}
