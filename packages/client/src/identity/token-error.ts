import { SoError, type SoErrorOptions } from "../errors/so-error.ts";

/** What is wrong with a token; see {@link SoTokenError}. */
export type TokenFault =
  /** It is no JWT in compact form. */
  | "malformed"
  /** It is not signed with RS256, the one algorithm that the platform documents; `none` is among the refused. */
  | "algorithm"
  /** No published key has the token's `kid`. */
  | "key"
  /** The signature is not of this token and key. */
  | "signature"
  | "issuer"
  | "audience"
  | "expired"
  | "not-yet-valid"
  /** It answers another sign-in. */
  | "nonce"
  /** A claim that must be there is missing, or says something else than it must. */
  | "claim";

/** A token that cannot be trusted. Nothing of it is in the message. */
export class SoTokenError extends SoError {
  override readonly name = "SoTokenError";
  readonly code = "token";
  readonly reason: TokenFault;

  constructor(reason: TokenFault, what: string, options: SoErrorOptions) {
    super(`the token cannot be trusted: ${what}`, options);
    this.reason = reason;
  }
}
