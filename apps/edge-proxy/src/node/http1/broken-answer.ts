/** An answer that breaks the rules of HTTP, or breaks off. */
export class BrokenAnswer extends Error {
  /** Stable, for the log. */
  readonly code: "ANSWER_INVALID" | "ANSWER_HEADER_TOO_LONG" | "ANSWER_INCOMPLETE";

  constructor(code: BrokenAnswer["code"]) {
    super("no answer of HTTP");
    this.name = "BrokenAnswer";
    this.code = code;
  }
}
