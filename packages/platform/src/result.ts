/** What a parser gives back: the value, or a failure that a caller can act on. */
export type Result<Value, Code extends string> = Success<Value> | Failure<Code>;

/** The good outcome, told apart by `ok`. */
export interface Success<Value> {
  readonly ok: true;
  readonly value: Value;
}

/** The outcome of what was refused, told apart by `ok`. */
export interface Failure<Code extends string> {
  readonly ok: false;
  /** Stable; made for programs. */
  readonly code: Code;
  /** Made for people; holds nothing of the text that was refused. */
  readonly message: string;
}

/** Wraps a value as the good outcome. */
export function success<Value>(value: Value): Success<Value> {
  return { ok: true, value };
}

/** Makes the bad outcome. */
export function failure<Code extends string>(code: Code, message: string): Failure<Code> {
  return { ok: false, code, message };
}
