/** What the program needs of the world around it; tests pass their own. */
export interface CliIo {
  /** Results: tables, JSON. */
  readonly out: (text: string) => void;
  /** Progress and errors. */
  readonly err: (text: string) => void;
  /** Progress may be redrawn. False in CI and where `err` goes to a file. */
  readonly isTerminal: boolean;
  readonly columns: () => number;
}
