/** A file or folder that the run cannot do without is missing, or is not what it must be. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
  readonly code = "unreadable";
}

/** A target gave no answer at all, or one that no target of its kind gives. Holds no part of its answer. */
export class TargetError extends Error {
  override readonly name = "TargetError";
  readonly code: "target-down" | "target-html" | "target-redirects";

  constructor(code: TargetError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
