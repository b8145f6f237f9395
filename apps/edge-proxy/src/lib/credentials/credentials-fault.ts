/**
 * Says that signing in did not work, for the log, by a word of our own. Throw one from a `Credentials` function to have
 * its `code` in the log, and 502 in place of 503 where asking again is of no use.
 */
export class CredentialsFault extends Error {
  /** Letters, digits and dashes: `oauth-refused`. */
  readonly code: string;
  /** True where nothing changes until somebody changes the settings or the rights: 502. */
  readonly isFinal: boolean;

  constructor(code: string, isFinal: boolean, options?: ErrorOptions) {
    super(`no credentials: ${code}`, options);
    this.name = "CredentialsFault";
    this.code = code;
    this.isFinal = isFinal;
  }
}
