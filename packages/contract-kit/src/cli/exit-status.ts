/** Exit statuses; README.md and `--help` explain them. */
export const exitStatus = {
  /** Everything that had to run ran, and agrees. */
  fine: 0,
  /** Something disagrees, or a threshold is not reached. */
  disagreement: 1,
  /** An unknown command, option or name. */
  usage: 2,
  /** The spec is no valid contract; nothing was checked. */
  specInvalid: 3,
  /** A target is down, redirects, or answers with a web page. */
  targetDown: 4,
  /** A file or folder cannot be read or written, or is not what it must be. */
  unreadable: 5,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

export const exitHelp = `Exit status:
  0  everything that had to run ran, and agrees
  1  something disagrees, or a threshold is not reached
  2  an unknown command, option or name
  3  the spec is no valid contract; nothing was checked
  4  a target is down, redirects, or answers with a web page
  5  a file or folder cannot be read or written, or is not what it must be`;
