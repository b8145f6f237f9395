import { agentError, createProblem, PROBLEM_MEDIA_TYPE } from "@so-webapi/platform";

/** Why REST is not answered. Stable; made for programs. */
export type RestFailureCode =
  | "not-found"
  | "operation-not-in-soap"
  | "request-invalid"
  | "request-too-large"
  | "credentials-missing"
  | "credentials-refused"
  | "upstream-unreachable"
  | "upstream-fault"
  | "upstream-body";

const titles: Readonly<Record<RestFailureCode, string>> = {
  "not-found": "There is no such operation",
  "operation-not-in-soap": "SOAP has no such operation",
  "request-invalid": "The request is not of the operation's form",
  "request-too-large": "The body is too large",
  "credentials-missing": "No credentials that SOAP takes",
  "credentials-refused": "The credentials were refused",
  "upstream-unreachable": "The SOAP server did not answer",
  "upstream-fault": "The SOAP server answered with a fault",
  "upstream-body": "The SOAP server's answer could not be read",
};

/** Ends a REST call with a problem (RFC 9457). */
export class RestFailure extends Error {
  override readonly name = "RestFailure";
  readonly status: number;
  readonly code: RestFailureCode;

  constructor(status: number, code: RestFailureCode, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

export function problemAnswer({ status, code, message }: RestFailure): Response {
  const problem = createProblem({ status, code, title: titles[code], detail: message });
  return new Response(JSON.stringify(problem), { status, headers: { "content-type": PROBLEM_MEDIA_TYPE } });
}

/**
 * `ExceptionInfo` as an agent's error body. The status is the one that our own side of SOAP names; else 500, for which status
 * REST gives an exception is documented nowhere.
 */
export function exceptionAnswer(info: unknown): Response {
  const { Message, ExceptionType, Parameters } = record(info);
  const stated = Number(record(Parameters)["Status"]);
  const status = Number.isInteger(stated) && stated >= 400 && stated <= 599 ? stated : 500;
  const body = agentError({ message: textOf(Message) ?? "The call failed.", detail: textOf(ExceptionType) });
  return Response.json(body, { status });
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : {};

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
