/** Why a builder refused what its caller gave it. */
export type PlatformErrorCode =
  | "base-url-invalid"
  | "credential-character"
  | "credential-empty"
  | "credential-user-colon"
  | "date-time-invalid"
  | "environment-invalid"
  | "filter-invalid"
  | "media-type-invalid"
  | "multi-language-invalid"
  | "order-by-invalid"
  | "pointer-invalid"
  | "problem-code-invalid"
  | "problem-status-invalid"
  | "retry-policy-invalid"
  | "select-name-invalid"
  | "tenant-invalid"
  | "time-zone-invalid";

/**
 * A mistake of the caller. Parsers never throw it, for what they read comes from outside: they give a tagged
 * result. Builders do, and the message never repeats what was given, which can be a secret.
 */
export class PlatformError extends Error {
  override readonly name = "PlatformError";
  /** Stable; made for programs. */
  readonly code: PlatformErrorCode;

  constructor(code: PlatformErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
