import { SoError, type SoErrorOptions } from "../errors/so-error.ts";

/** Why there are no tokens; see {@link SoOAuthError}. */
export type OAuthFault =
  /** The server said no: `error` has its word for it. */
  | "refused"
  /** It answered with something else than tokens. */
  | "answer"
  /** The callback answers no sign-in of this session, or another one: somebody may have forged it. */
  | "state"
  /** The callback has no code, or comes from another server. */
  | "callback"
  /** There is no refresh token: the user has to sign in. */
  | "no-refresh-token"
  /** New tokens could not be stored; `cause` says why. They are kept in memory and stored at the next request. */
  | "store";

export interface SoOAuthErrorOptions extends SoErrorOptions {
  readonly status?: number;
  readonly error?: string;
  readonly description?: string;
}

/** Signing in or refreshing failed. The message repeats nothing that the server sent but a code of OAuth's. */
export class SoOAuthError extends SoError {
  override readonly name = "SoOAuthError";
  readonly code = "oauth";
  readonly reason: OAuthFault;
  /** The HTTP status; absent when nothing was asked. */
  readonly status?: number;
  /** OAuth's code (RFC 6749, 4.1.2.1 and 5.2): `invalid_grant` when a refresh token was revoked. */
  readonly error?: string;
  /** The server's own words, for logs. They can hold anything. */
  readonly description?: string;

  constructor(reason: OAuthFault, what: string, options: SoOAuthErrorOptions) {
    const { status, error, description, ...rest } = options;
    super(what, rest);
    this.reason = reason;
    if (status !== undefined) this.status = status;
    if (error !== undefined) this.error = error;
    if (description !== undefined) this.description = description;
  }
}

/** Makes the error of a refusal, out of a body or of a callback's parameters. */
export function refusal(
  get: (name: string) => unknown,
  options: SoErrorOptions & { readonly status?: number },
): SoOAuthError {
  const [code, description] = [get("error"), get("error_description")];
  // One of the standard's or of its extensions', and no prose.
  const error = typeof code === "string" && /^[a-z_]{1,64}$/.test(code) ? code : undefined;
  const what = error === undefined ? `refused with status ${options.status}` : `refused with ${error}`;
  return new SoOAuthError("refused", what, {
    ...options,
    ...(error !== undefined && { error }),
    ...(typeof description === "string" && { description }),
  });
}
