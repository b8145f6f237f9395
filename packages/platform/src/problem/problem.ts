import { PlatformError } from "../platform-error.ts";

/** The media type of a problem in JSON (RFC 9457, 6.1). */
export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** An error as a program and a person can read it (RFC 9457, 3.1), with a stable code of our own. */
export interface ProblemDetails {
  /** A URI that names the kind of problem; made from `code`. */
  readonly type: string;
  /** What kind of problem it is, in a few words that do not vary. */
  readonly title: string;
  /** The HTTP status. */
  readonly status: number;
  /** Stable and in kebab case: branch on this. */
  readonly code: string;
  /** What happened this time and what to do. */
  readonly detail?: string;
  /** A URI reference that names this occurrence, such as a request id. */
  readonly instance?: string;
  /** Extension members (RFC 9457, 3.2). */
  readonly [extension: string]: unknown;
}

/** The members of problem details (RFC 9457, 3.1), checked when they are made. */
export interface CreateProblemOptions {
  /** The HTTP status, 400 to 599. */
  readonly status: number;
  /** Lower-case words and digits with hyphens between them: `upstream-timeout`. */
  readonly code: string;
  /** What kind of problem it is, the same for every occurrence. */
  readonly title: string;
  /** What happened this time. Clients see it: no secret and no upstream text. Left out when absent. */
  readonly detail?: string;
  /** A URI reference that names this occurrence. Left out when absent. */
  readonly instance?: string;
  /** More members. They cannot replace the standard ones. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * Gives the `type` of a problem: `urn:so-webapi:problem:` and the code. It is an absolute URI, so it means the same
 * wherever the document is read (RFC 9457, 3.1.1), and a name rather than an address, so it promises no page.
 *
 * @example
 * problemType("upstream-timeout"); // "urn:so-webapi:problem:upstream-timeout"
 */
export function problemType(code: string): string {
  return `urn:so-webapi:problem:${code}`;
}

/**
 * Makes problem details; serialize them as JSON under {@link PROBLEM_MEDIA_TYPE}.
 *
 * @throws {PlatformError} `problem-code-invalid`, `problem-status-invalid`.
 *
 * @example
 * createProblem({ status: 504, code: "upstream-timeout", title: "The upstream did not answer in time" }).type;
 * // "urn:so-webapi:problem:upstream-timeout"
 */
export function createProblem(options: CreateProblemOptions): ProblemDetails {
  const { status, code, title, detail, instance, extensions } = options;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(code)) {
    throw new PlatformError(
      "problem-code-invalid",
      "A problem's code is lower-case words with hyphens between.",
    );
  }
  if (!Number.isInteger(status) || status < 400 || status > 599) {
    throw new PlatformError("problem-status-invalid", "A problem's status is an integer from 400 to 599.");
  }
  return {
    ...extensions,
    type: problemType(code),
    title,
    status,
    code,
    ...(detail !== undefined && { detail }),
    ...(instance !== undefined && { instance }),
  };
}

/**
 * Says whether a parsed body is problem details that {@link createProblem} could have made, or another server's
 * with a `code`. Members that only RFC 9457 knows of are not asked for.
 *
 * @example
 * isProblem({ type: "about:blank", title: "Not Found", status: 404, code: "not-found" }); // true
 */
export function isProblem(body: unknown): body is ProblemDetails {
  if (typeof body !== "object" || body === null) return false;
  const { type, title, status, code } = body as Readonly<Record<string, unknown>>;
  return (
    typeof type === "string" &&
    typeof title === "string" &&
    typeof status === "number" &&
    typeof code === "string"
  );
}
