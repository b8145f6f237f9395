import { problemResponse } from "../../http/error-response.ts";
import type { Control } from "../control.ts";
import { ControlError } from "../control-error.ts";

/** A call of control. */
export interface ControlCall {
  readonly control: Control;
  readonly request: Request;
  readonly url: URL;
  /** What the path has in its variable place, or empty. */
  readonly parameter: string;
  /** Aborted when the sandbox closes. */
  readonly closing: AbortSignal;
}

/** What answers a path, by method. HEAD is answered as GET; servers leave the body out. */
export type ControlRoute = Readonly<Record<string, (call: ControlCall) => Response | Promise<Response>>>;

export function noContent(): Response {
  return new Response(null, { status: 204 });
}

export function notThere(): Response {
  return problemResponse({ status: 404, code: "control-unknown", title: "Control has nothing at this path" });
}

export function methodNotAllowed(route: ControlRoute): Response {
  return problemResponse(
    { status: 405, code: "method-not-allowed", title: "The path does not take this method" },
    { allow: Object.keys(route).join(", ") },
  );
}

/**
 * Reads a JSON body of up to `limit` characters.
 * @throws {ControlError} where there is none, it is too long or no JSON.
 */
export async function jsonBody(request: Request, limit = 100_000): Promise<unknown> {
  const text = await textUpTo(request, limit);
  if (text === undefined)
    throw new ControlError([{ pointer: "", message: `must not be longer than ${limit} bytes` }]);
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError([{ pointer: "", message: "must be JSON" }]);
  }
}

async function textUpTo(request: Request, limit: number): Promise<string | undefined> {
  if (request.body === null) return "";
  const reader = request.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
