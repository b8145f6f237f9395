import { Command, CommanderError } from "commander";
import { UnreadableError } from "../compile/unreadable-error.ts";
import type { CliIo } from "./cli-io.ts";
import { commands } from "./commands.ts";
import { type ExitStatus, exitStatus, UsageError } from "./exit-status.ts";

/** Runs `so-docs` and gives its exit status. Never throws for what a caller can get wrong. */
export async function runCli(args: readonly string[], io: CliIo): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.fine;
  const program = new Command("so-docs")
    .description("Compiles the reference pages and WSDLs of the SuperOffice WebAPI into the contract.")
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText("after", `\n${exitHelp}`);
  for (const add of commands) {
    add(program, io, (result) => {
      status = result;
    }).exitOverride();
  }
  try {
    await program.parseAsync([...args], { from: "user" });
    return status;
  } catch (error) {
    return statusOf(error, io);
  }
}

const exitHelp = `Exit status:
  0  all is well
  1  diagnostics that are not recorded, stale records, differences under --check,
     a sample without a class, a rule that is not proven
  2  an unknown command, option or name
  3  a folder or file that the run cannot do without is missing or broken`;

function statusOf(error: unknown, io: CliIo): ExitStatus {
  if (error instanceof CommanderError) {
    // Help and version are no errors though commander throws them; its own messages are out already.
    return error.exitCode === 0 ? exitStatus.fine : exitStatus.usage;
  }
  if (error instanceof UsageError) {
    io.err(`so-docs: ${error.message}\n`);
    return exitStatus.usage;
  }
  if (error instanceof UnreadableError) {
    io.err(`so-docs: ${error.message}\n`);
    return exitStatus.unreadable;
  }
  throw error;
}
