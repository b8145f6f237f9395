import { Command, CommanderError } from "commander";
import { InvalidSpecError } from "../contract/contract.ts";
import { TargetError, UnreadableError } from "../errors.ts";
import type { CliIo } from "./cli-io.ts";
import { commands } from "./commands.ts";
import { type ExitStatus, exitHelp, exitStatus, UsageError } from "./exit-status.ts";

/** Most reasons that are printed of an invalid spec. */
const mostReasons = 100;

/** Runs `so-contract` and gives its exit status. Never throws for what a caller can get wrong. */
export async function runCli(args: readonly string[], io: CliIo): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.fine;
  const program = new Command("so-contract")
    .description("Contract tests for integrations with the SuperOffice WebAPI.")
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

function statusOf(error: unknown, io: CliIo): ExitStatus {
  if (error instanceof CommanderError) {
    // Help and version are no errors though commander throws them; its own messages are out already.
    return error.exitCode === 0 ? exitStatus.fine : exitStatus.usage;
  }
  if (error instanceof UsageError) return said(io, error.message, exitStatus.usage);
  if (error instanceof UnreadableError) return said(io, error.message, exitStatus.unreadable);
  if (error instanceof TargetError)
    return said(io, `${error.code}: ${error.message}${causeOf(error)}`, exitStatus.targetDown);
  if (error instanceof InvalidSpecError) {
    const { problems } = error;
    const reasons = problems
      .slice(0, mostReasons)
      .map(({ pointer, message }) => `  #${pointer} ${message}\n`);
    const left = problems.length - reasons.length;
    const more = left > 0 ? `  and ${left} more\n` : "";
    return said(io, `${error.message}\n${reasons.join("")}${more}`.trimEnd(), exitStatus.specInvalid);
  }
  throw error;
}

function said(io: CliIo, message: string, status: ExitStatus): ExitStatus {
  io.err(`so-contract: ${message}\n`);
  return status;
}

/** The system's code of what kept a connection from opening: ECONNREFUSED and the like. */
function causeOf({ cause }: Error): string {
  for (let at: unknown = cause; at instanceof Error; at = at.cause) {
    const { code } = at as { readonly code?: unknown };
    if (typeof code === "string") return ` (${code})`;
  }
  return "";
}
