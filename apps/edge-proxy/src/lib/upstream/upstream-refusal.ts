import type { ProblemCode } from "../problem/problems.ts";

export interface UpstreamRefusalOptions extends ErrorOptions {
  /** Milliseconds after which it makes sense to ask again. */
  readonly retryAfterMs?: number;
  /** Members of the problem beside the standard ones. They hold no secret and no text from upstream. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * Says that the proxy itself answers, and how, for a request that it did not or could not bring to the upstream: no
 * credentials, a tenant that does not run. Its `cause` is for logs and never for callers.
 */
export class UpstreamRefusal extends Error {
  readonly code: ProblemCode;
  readonly retryAfterMs: number | undefined;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ProblemCode, options: UpstreamRefusalOptions = {}) {
    super(`not sent upstream: ${code}`, options);
    this.name = "UpstreamRefusal";
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.extensions = options.extensions;
  }
}
