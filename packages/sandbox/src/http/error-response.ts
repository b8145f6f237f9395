import type { Operation } from "@so-webapi/operations";
import { agentError, createProblem, entityError, PROBLEM_MEDIA_TYPE } from "@so-webapi/platform";
import { PlatformFailure } from "./failure.ts";
import { keepText } from "./kept-text.ts";

/** The platform's own error form, by the operation: entity or agent (platform.md, "Answers"). */
export function failureResponse(failure: PlatformFailure, form: Operation["errorForm"]): Response {
  const { status, message, type } = failure;
  const body =
    form === "agent" ? agentError({ message, detail: type }) : entityError({ type, message, source: "" });
  const text = JSON.stringify(body);
  return keepText(new Response(text, { status, headers: { "content-type": "application/json" } }), text);
}

/** What the sandbox itself has to say, as RFC 9457 has it. */
export function problemResponse(
  options: Parameters<typeof createProblem>[0],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const problem = createProblem(options);
  const text = JSON.stringify(problem);
  const init = { status: problem.status, headers: { "content-type": PROBLEM_MEDIA_TYPE, ...headers } };
  return keepText(new Response(text, init), text);
}

/** A failure of whatever kind as one of ours; what is not foreseen is a 500 without a word of its cause. */
export function asFailure(error: unknown): PlatformFailure {
  if (error instanceof PlatformFailure) return error;
  return new PlatformFailure(500, "SoException", "The sandbox failed.");
}
