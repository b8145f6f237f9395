import type { CliIo as Io } from "@so-webapi/command-line";

/** What the program needs of the world around it; tests pass their own. */
export interface CliIo extends Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends `--watch`. Default: SIGINT. */
  readonly signal?: AbortSignal;
}
