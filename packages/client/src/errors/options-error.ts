/** One mistake in the options of {@link createClient} or of a credential. */
export interface OptionIssue {
  /** The option's name: `baseUrl`. */
  readonly option: string;
  /** Stable; made for programs. */
  readonly code: string;
  /** Made for people; repeats no value, which could be a secret. */
  readonly message: string;
}

/**
 * A mistake of the program: options that make no client. It is thrown when the client or the credential is made and
 * tells all mistakes at once. It is a `TypeError` and no `SoError`, since no call failed.
 */
export class SoOptionsError extends TypeError {
  override readonly name = "SoOptionsError";
  readonly code = "options-invalid";
  readonly issues: readonly OptionIssue[];

  constructor(issues: readonly OptionIssue[], options?: ErrorOptions) {
    super(issues.map(({ option, message }) => `${option}: ${message}`).join(" "), options);
    this.issues = issues;
  }
}

/** What an option must be: whether it is, its name, and the mistake's code and message if it is not. */
export type OptionRule = readonly [ok: boolean, option: string, code: string, message: string];

/** @throws {SoOptionsError} with all rules that are broken at once. */
export function holdRules(rules: readonly OptionRule[]): void {
  const issues = rules.flatMap(([ok, option, code, message]) => (ok ? [] : [{ option, code, message }]));
  if (issues.length > 0) throw new SoOptionsError(issues);
}
