/** Exit statuses; README.md and `--help` explain them. */
export const exitStatus = {
  /** All is well. */
  fine: 0,
  /** Diagnostics that are not recorded, stale records, or differences under `--check`. */
  faults: 1,
  /** An unknown command, option or name. */
  usage: 2,
  /** A folder or file that the run cannot do without is missing or broken. */
  unreadable: 3,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** The caller named something that does not exist; exits with 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly code = "usage";
}
