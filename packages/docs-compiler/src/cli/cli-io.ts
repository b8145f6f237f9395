/** What the program needs of the world around it; tests pass their own. */
export interface CliIo {
  /** Results: tables, JSON, the summary. */
  readonly out: (text: string) => void;
  /** Diagnostics and progress. */
  readonly err: (text: string) => void;
  /** Progress may be redrawn. False in CI and where `err` goes to a file. */
  readonly isTerminal: boolean;
  readonly columns: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends `--watch`. Default: SIGINT. */
  readonly signal?: AbortSignal;
}
