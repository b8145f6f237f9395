import { createProblem, PROBLEM_MEDIA_TYPE } from "@so-webapi/platform/problem";
import { ProxyAnswer } from "../message/proxy-answer.ts";
import { responseOf } from "../message/web.ts";
import { type ProblemCode, problems } from "./problems.ts";

export interface ProblemOptions {
  /** What happened this time and what to do about it. Our own words: no secret, no text from upstream. */
  readonly detail?: string;
  /** Id of the request, which finds its line in the log. */
  readonly requestId?: string;
  /** Members beside the standard ones, `violations` for example. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes the answer for a problem (RFC 9457). Caches are told to keep none of them. */
export function problemAnswer(code: ProblemCode, options: ProblemOptions = {}): ProxyAnswer {
  const { status } = problems[code];
  return new ProxyAnswer(problemBody(code, options), {
    status,
    headers: { "content-type": PROBLEM_MEDIA_TYPE, "cache-control": "no-store", ...options.headers },
  });
}

/** The same as a web `Response`. */
export function problemResponse(code: ProblemCode, options: ProblemOptions = {}): Response {
  return responseOf(problemAnswer(code, options));
}

/** The body of a problem, for a server that has no `Response` at hand. */
export function problemBody(code: ProblemCode, options: ProblemOptions = {}): string {
  const { status, title } = problems[code];
  const { detail, requestId, extensions } = options;
  return JSON.stringify(
    createProblem({
      status,
      code,
      title,
      ...(detail !== undefined && { detail }),
      ...(requestId !== undefined && { instance: `urn:so-webapi:request:${requestId}` }),
      ...(extensions !== undefined && { extensions }),
    }),
  );
}
