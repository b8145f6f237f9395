/** An input that a run cannot do without is missing or cannot be read. The program exits with 3. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
  readonly code = "unreadable_input";
  /** The file or folder as the caller named it. */
  readonly file: string;

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file}: ${reason}`, options);
    this.file = file;
  }
}
