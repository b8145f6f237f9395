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
  declare readonly issues: readonly OptionIssue[];

  constructor(issues: readonly OptionIssue[], options?: ErrorOptions) {
    super(issues.map(({ option, message }) => `${option}: ${message}`).join(" "), options);
    this.issues = issues;
  }
}

/** What an option must be: whether it is, its name, and the mistake's message and code, `<option>-invalid` by default. */
export type OptionRule = readonly [ok: boolean, option: string, message: string, code?: string];

/** @throws {SoOptionsError} with all rules that are broken at once. */
export function holdRules(rules: readonly OptionRule[]): void {
  const issues = rules.flatMap(([ok, option, message, code = `${option}-invalid`]) =>
    ok ? [] : [{ option, code, message }],
  );
  if (issues.length > 0) throw new SoOptionsError(issues);
}

/**
 * Does what throws a `PlatformError`, whose message repeats nothing of what was given, for a wrong option.
 *
 * @throws {SoOptionsError} in its place, with its code unless another one is given.
 */
export function asOption<Value>(option: string, work: () => Value, code?: string): Value {
  try {
    return work();
  } catch (cause) {
    const failed = cause as { readonly code: string; readonly message: string };
    throw new SoOptionsError([{ option, code: code ?? failed.code, message: failed.message }], { cause });
  }
}
