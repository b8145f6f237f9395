/** One thing that does not fit: where, as a JSON pointer, and what is wanted there. */
export interface Misfit {
  readonly pointer: string;
  readonly message: string;
}

/** What control refuses: a fault, a time or a snapshot that does not fit. Nothing was changed. */
export class ControlError extends TypeError {
  override readonly name = "ControlError";
  readonly code = "control-invalid";
  /** Everything that is wrong, at once. */
  readonly errors: readonly Misfit[];

  constructor(errors: readonly Misfit[]) {
    super(errors.map(({ pointer, message }) => `${pointer || "the value"} ${message}`).join("; "));
    this.errors = errors;
  }
}
