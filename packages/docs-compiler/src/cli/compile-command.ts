import { join } from "node:path";
import { UsageError } from "@so-webapi/command-line";
import { compareAccepted, readAccepted } from "../compile/accepted-diagnostics.ts";
import { compileReference } from "../compile/compile-reference.ts";
import { planFiles, syncFiles } from "../compile/sync-files.ts";
import { formatDiagnostic } from "../diagnostic.ts";
import { countStates } from "../evidence/count-states.ts";
import type { CliIo } from "./cli-io.ts";
import type { AddCommand } from "./commands.ts";
import { type ExitStatus, exitStatus } from "./exit-status.ts";
import { progressBar } from "./progress-bar.ts";
import { formatRun, type RunResult } from "./summary.ts";
import { watchFolder } from "./watch-folder.ts";

interface CompileFlags {
  readonly out: string;
  readonly handWritten?: string;
  readonly accepted?: string;
  readonly only?: readonly string[];
  readonly check?: true;
  readonly keepGoing?: true;
  readonly descriptions?: true;
  readonly watch?: true;
  readonly json?: true;
  readonly progress: boolean;
}

const examples = `
Examples:
  so-docs compile reference                     write the contract to openapi/
  so-docs compile reference --check             say what would change, exit with 1 if anything would
  so-docs compile reference --only Contact      bring the contact agent and the contact entity up to date
  so-docs compile reference --out draft --hand-written openapi
  so-docs compile reference --watch             compile again whenever a page changes
  so-docs compile reference --json | jq .counts`;

/** `so-docs compile`. */
export const addCompile: AddCommand = (program, io, done) =>
  program
    .command("compile")
    .summary("pages and WSDLs to the contract's files")
    .description("Compiles a folder of reference pages and WSDLs into the files of the contract.")
    .argument("<reference>", "folder with agent/, rest/, seeds/, soap/ and wsdl/, or some of them")
    .option("-o, --out <folder>", "contract folder to write", "openapi")
    .option("--hand-written <folder>", "folder of the parts that people write (default: --out)")
    .option("--accepted <file>", "records of accepted diagnostics (default: accepted-diagnostics.yaml there)")
    .option("--only <group...>", "only these agents or entities; takes nothing else away")
    .option("--check", "write nothing, exit with 1 when anything would change")
    .option("--keep-going", "write what is whole although there are diagnostics; still exits with 1")
    .option("--descriptions", "take over the pages' descriptions; do not publish the result")
    .option("--watch", "run again when the reference changes")
    .option("--json", "the result as JSON on standard output")
    .option("--no-progress", "no progress on standard error")
    .addHelpText("after", examples)
    .action(async (reference: string, flags: CompileFlags) => {
      const run = async (): Promise<void> => done(await runOnce(reference, flags, io));
      await (flags.watch === true ? watchFolder(reference, io, run) : run());
    });

async function runOnce(reference: string, flags: CompileFlags, io: CliIo): Promise<ExitStatus> {
  const result = await compileInto(reference, flags, io);
  io.err(result.diagnostics.map((line) => `${line}\n`).join(""));
  io.out(flags.json === true ? `${JSON.stringify(result, null, 2)}\n` : formatRun(result));
  return result.status;
}

async function compileInto(reference: string, flags: CompileFlags, io: CliIo): Promise<RunResult> {
  const started = performance.now();
  const { update, clear } = progressBar(io);
  const onProgress = flags.progress ? update : () => undefined;
  const handWritten = flags.handWritten ?? flags.out;
  const acceptedFile = flags.accepted ?? join(handWritten, "accepted-diagnostics.yaml");
  const { only, descriptions } = flags;
  try {
    const compilation = await compileReference(reference, { handWritten, only, descriptions, onProgress });
    const { files, counts, evidence, unknownGroups } = compilation;
    if (unknownGroups.length > 0)
      throw new UsageError(`--only: the reference has no group ${unknownGroups.join(", ")}`);
    const records = readAccepted(acceptedFile);
    const partial = compilation.pages.counts.agent.pages === 0;
    const acceptance = compareAccepted(compilation.diagnostics, acceptedFile, records.records, partial);
    const faults = [...acceptance.fresh, ...acceptance.stale, ...records.diagnostics];
    const changes = planFiles(flags.out, files, only === undefined);
    const writes = flags.check !== true && (faults.length === 0 || flags.keepGoing === true);
    if (writes)
      syncFiles(flags.out, files, changes, (done, total) => onProgress({ phase: "write", done, total }));
    const differs = flags.check === true && changes.written.length + changes.removed.length > 0;
    return {
      status: faults.length > 0 || differs ? exitStatus.faults : exitStatus.fine,
      reference,
      out: flags.out,
      check: flags.check === true,
      wrote: writes,
      counts,
      facts: countStates(evidence),
      accepted: acceptance.accepted.length,
      diagnostics: faults.map(formatDiagnostic),
      files: changes,
      seconds: Number(((performance.now() - started) / 1000).toFixed(2)),
    };
  } finally {
    clear();
  }
}
