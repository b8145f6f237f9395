/** Exit statuses; README.md and `--help` explain them. */
export const exitStatus = {
  /** All is well. */
  fine: 0,
  /** Diagnostics that are not recorded, stale records, or differences under `--check`. */
  faults: 1,
  /** An unknown command, option or name. */
  usage: 2,
  /** A folder or file that the run cannot do without is missing or broken, or one cannot be written. */
  unreadable: 3,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

export const exitHelp = `Exit status:
  0  all is well
  1  diagnostics that are not recorded, stale records, differences under --check,
     a sample without a class, a rule that is not proven
  2  an unknown command, option or name
  3  a folder or file that the run cannot do without is missing or broken,
     or one cannot be written`;
