import type { Operation } from "@so-webapi/operations";
import { agentError, createProblem, entityError, PROBLEM_MEDIA_TYPE } from "@so-webapi/platform";
import type { TenantSettings } from "../tenant/tenant.ts";
import { PlatformFailure } from "./failure.ts";
import { textResponse } from "./kept-text.ts";

/**
 * The platform's own error form, by the operation: entity or agent (platform.md, "Answers"), as JSON whatever was asked for
 * (rest/index.md:226). A 401 names the schemes that the installation takes (RFC 9110, 15.5.2).
 */
export function failureResponse(
  failure: PlatformFailure,
  form: Operation["errorForm"],
  { installation }: TenantSettings,
): Response {
  const { status, message, type } = failure;
  const body =
    form === "agent" ? agentError({ message, detail: type }) : entityError({ type, message, source: "" });
  const headers: Record<string, string> = { "content-type": "application/json; charset=utf-8" };
  if (status === 401) headers["www-authenticate"] = CHALLENGES[installation];
  return textResponse(JSON.stringify(body), { status, headers });
}

const CHALLENGES: Readonly<Record<TenantSettings["installation"], string>> = {
  online: "Bearer, SoTicket",
  onsite: 'Basic realm="SuperOffice", SoTicket',
  any: 'Basic realm="SuperOffice", Bearer, SoTicket',
};

/** What the sandbox itself has to say, as RFC 9457 has it. */
export function problemResponse(
  options: Parameters<typeof createProblem>[0],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const problem = createProblem(options);
  return textResponse(JSON.stringify(problem), {
    status: problem.status,
    headers: { "content-type": PROBLEM_MEDIA_TYPE, ...headers },
  });
}

/** A failure of whatever kind as one of ours; what is not foreseen is a 500 without a word of its cause. */
export function asFailure(error: unknown): PlatformFailure {
  if (error instanceof PlatformFailure) return error;
  return new PlatformFailure(500, "SoException", "The sandbox failed.");
}
