import { parseErrorBody, parseJson } from "@so-webapi/platform";
import { BridgeError } from "./bridge-failure.ts";
import type { Upstream } from "./options.ts";
import { readBody } from "./read-body.ts";

/**
 * Sends a REST request and reads its answer.
 *
 * @throws {BridgeError} for no answer, for an error status, and for a body that is no JSON.
 */
export async function callRest(request: Request, upstream: Upstream, maxBytes: number): Promise<unknown> {
  let response: Response;
  try {
    response = await upstream(request);
  } catch (cause) {
    throw new BridgeError({ code: "upstream-unreachable", message: "The WebAPI did not answer." }, { cause });
  }
  const body = await readBody(response, maxBytes).catch((cause: unknown) => {
    throw new BridgeError({ code: "upstream-unreachable", message: "The answer broke off." }, { cause });
  });
  if (!body.ok)
    throw new BridgeError({ code: "upstream-body", message: "The answer is too large or no text." });
  const text = body.value;
  if (!response.ok) throw upstreamError(response.status, text);
  if (text.trim() === "") return undefined;
  const parsed = parseJson(text, { unsafeIntegers: "bigint" });
  if (!parsed.ok) throw new BridgeError({ code: "upstream-body", message: "The answer is no JSON." });
  return parsed.value;
}

/** What the platform says is for the caller, as it is on SOAP's own side: `ExceptionInfo` is its place. */
function upstreamError(status: number, text: string): BridgeError {
  const parsed = parseJson(text, { unsafeIntegers: "round" });
  const body = parseErrorBody(parsed.ok ? parsed.value : undefined);
  const code = "upstream-error";
  switch (body.form) {
    case "entity":
      return new BridgeError({
        code,
        status,
        message: body.errorMessage ?? `The WebAPI answered ${status}.`,
        type: body.errorType ?? undefined,
      });
    case "agent":
      return new BridgeError({ code, status, message: body.message });
    case "problem":
      return new BridgeError({ code, status, message: body.problem.detail ?? body.problem.title });
    case "unknown":
      return new BridgeError({ code, status, message: `The WebAPI answered ${status}.` });
  }
}
