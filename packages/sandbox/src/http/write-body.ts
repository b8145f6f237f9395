import type { Call } from "./call.ts";

/** Writes an answer's body in the media type that the caller asked for. */
export function writeBody(_call: Call, status: number, body: unknown, headers: Headers): Response {
  headers.set("content-type", "application/json; charset=utf-8");
  return new Response(JSON.stringify(body), { status, headers });
}
