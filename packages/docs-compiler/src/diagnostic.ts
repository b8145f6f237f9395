/** Something in the sources that the compiler does not understand. It never guesses and never skips in silence. */
export interface Diagnostic {
  /** File below the reference folder. */
  readonly file: string;
  /** First line of the place, from 1. */
  readonly line: number;
  /** Stable code in kebab-case, `unknown-heading` for example. */
  readonly code: string;
  /** What stands there and what was expected, in our words. */
  readonly message: string;
}

/** `file:line: code: message`, the form that editors jump to. */
export const formatDiagnostic = ({ file, line, code, message }: Diagnostic): string =>
  `${file}:${line}: ${code}: ${message}`;
