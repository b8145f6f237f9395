import type { SeedErrorCode } from "./yaml-readers.ts";

/** One mistake in a seed file. */
export interface SeedMistake {
  readonly code: SeedErrorCode;
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** A seed file that cannot be used; it holds every mistake in the order of the file. Nothing was stored. */
export class SeedError extends Error {
  override readonly name = "SeedError";
  readonly code = "seed-invalid";
  readonly mistakes: readonly SeedMistake[];

  constructor(mistakes: readonly SeedMistake[]) {
    const lines = mistakes.map(({ line, column, message, code }) => `${line}:${column} ${message} (${code})`);
    super(
      `The seed file has ${mistakes.length} mistake${mistakes.length === 1 ? "" : "s"}:\n${lines.join("\n")}`,
    );
    this.mistakes = mistakes;
  }
}
