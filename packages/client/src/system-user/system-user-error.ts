import { SoError, type SoErrorOptions } from "../errors/so-error.ts";

/** Why there is no ticket; see {@link SoSystemUserError}. */
export type SystemUserFault =
  /** The server said no. */
  | "refused"
  /** It said no, and its clock differs from this one: the time that was signed is wrong. */
  | "clock"
  /** It answered with something else than a token. */
  | "answer"
  /** The private key cannot be read; `cause` is Web Crypto's error. */
  | "key"
  /** The ticket could not be stored; `cause` says why. It is kept in memory and stored at the next request. */
  | "store";

export interface SoSystemUserErrorOptions extends SoErrorOptions {
  readonly status?: number;
  readonly description?: string;
  readonly skewMs?: number;
}

/** There is no ticket for the system user. The message repeats nothing that the server sent. */
export class SoSystemUserError extends SoError {
  override readonly name = "SoSystemUserError";
  readonly code = "system-user";
  readonly reason: SystemUserFault;
  /** The HTTP status; a refusal comes with 200, too. Absent when nothing was asked. */
  readonly status?: number;
  /** The server's own words (`ErrorMessage`), for logs. They can hold anything. */
  readonly description?: string;
  /** How far the server's clock is ahead of this one, in milliseconds; absent when it did not say its time. */
  readonly skewMs?: number;

  constructor(reason: SystemUserFault, what: string, options: SoSystemUserErrorOptions) {
    const { status, description, skewMs, ...rest } = options;
    super(what, rest);
    this.reason = reason;
    if (status !== undefined) this.status = status;
    if (description !== undefined) this.description = description;
    if (skewMs !== undefined) this.skewMs = skewMs;
  }
}
