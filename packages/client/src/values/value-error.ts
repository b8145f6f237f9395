/** A value that is not what it should be. It repeats nothing of the value. */
export class SoValueError extends RangeError {
  override readonly name = "SoValueError";
  /** Stable; made for programs: `date-time-no-zone`, `base64-form`, … */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
