import type { Counts } from "../compile/compile-reference.ts";
import type { FileChanges } from "../compile/sync-files.ts";
import type { StateCounts } from "../evidence/count-states.ts";
import type { ExitStatus } from "./exit-status.ts";

/** What `so-docs compile --json` prints. */
export interface RunResult {
  readonly status: ExitStatus;
  readonly reference: string;
  readonly out: string;
  readonly check: boolean;
  /** False under `--check`, and where diagnostics kept the run from writing. */
  readonly wrote: boolean;
  readonly counts: Counts;
  readonly facts: StateCounts;
  /** Diagnostics that are recorded as accepted. */
  readonly accepted: number;
  /** Each `file:line: code: message`, stale records included. */
  readonly diagnostics: readonly string[];
  readonly files: FileChanges;
  readonly seconds: number;
}

const number = (value: number): string => value.toLocaleString("en-US");

/** The summary at the end of a run, for people. */
export function formatRun(run: RunResult): string {
  const { counts, facts, files } = run;
  const { total, ...states } = facts;
  const byState = Object.entries(states).map(([state, count]) => `${number(count)} ${state}`);
  const share = total === 0 ? 0 : (100 * (total - facts.unknown)) / total;
  const listed = run.check
    ? [...lines("differs", files.written), ...lines("no longer written", files.removed)]
    : [];
  return [
    ...listed,
    `${number(counts.pages)} pages: ${number(counts.operations)} operations, ${number(counts.classes)} classes, ${number(counts.enums)} enums, ${counts.soapVersions} SOAP versions`,
    `${number(total)} types: ${byState.join(", ")} (${share.toFixed(2)} % known)`,
    filesLine(run),
    `${number(run.diagnostics.length)} diagnostics, ${number(run.accepted)} accepted; ${run.seconds.toFixed(1)} s`,
    "",
  ].join("\n");
}

const lines = (what: string, paths: readonly string[]): string[] => {
  const shown = paths.slice(0, 20).map((path) => `${what}: ${path}`);
  return paths.length > 20 ? [...shown, `${what}: ${number(paths.length - 20)} more`] : shown;
};

function filesLine({ check, wrote, out, files }: RunResult): string {
  const { written, unchanged, removed } = files;
  const counts = (verb: string, gone: string): string =>
    `${number(written.length)} ${verb}, ${number(unchanged.length)} unchanged, ${number(removed.length)} ${gone}`;
  if (check) return `${out}: ${counts("files differ", "no longer written")}`;
  if (!wrote) return `${out}: nothing written because of the diagnostics; --keep-going writes the rest`;
  return `${out}: ${counts("files written", "removed")}`;
}
