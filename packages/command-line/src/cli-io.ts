/** What a program needs of the world around it; tests pass their own. */
export interface CliIo {
  /** Results: tables, JSON. */
  readonly out: (text: string) => void;
  /** Progress and errors. */
  readonly err: (text: string) => void;
  /** Progress may be redrawn. False in CI and where `err` goes to a file. */
  readonly isTerminal: boolean;
  readonly columns: () => number;
}

/**
 * The streams of this process. A reader of theirs that goes first (`… | head`) is no fault: the run goes on without it, so that
 * report files and the exit status say what was found. Any other fault of a stream is thrown.
 */
export function processIo(): CliIo {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true && process.env["CI"] === undefined,
    columns: () => process.stderr.columns ?? 80,
  };
}
