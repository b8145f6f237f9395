import { Command, CommanderError } from "commander";
import type { CliIo } from "./cli-io.ts";
import { UnwritableError } from "./write-file.ts";

/** Adds one command to a program; `done` takes its exit status when it has run. */
export type AddCommand<Io extends CliIo, Status extends number> = (
  program: Command,
  io: Io,
  done: (status: Status) => void,
) => Command;

/** How a program ends that cannot go on: what it says, and its exit status. */
export interface Failure<Status extends number> {
  readonly message: string;
  readonly status: Status;
}

/** A program of the command line: what it is called, its commands, and how it ends. */
export interface Program<Io extends CliIo, Status extends number> {
  /** What people type. */
  readonly name: string;
  readonly description: string;
  /** Said by `--version`. */
  readonly version: string;
  /** Stands below `--help`: the exit statuses. */
  readonly after: string;
  /** Exit status of a wrong word on the command line. */
  readonly usageStatus: Status;
  /** Exit status of a file that cannot be written. */
  readonly unwritableStatus: Status;
  /** In the order of `--help`. */
  readonly commands: readonly AddCommand<Io, Status>[];
  /** The failure that an error stands for; undefined where nobody foresaw it, and it is thrown. */
  readonly failureOf: (error: unknown) => Failure<Status> | undefined;
}

/** The caller named something that does not exist. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly code = "usage";
}

/** Runs a program and gives its exit status. Never throws for what a caller can get wrong. */
export async function runProgram<Io extends CliIo, Status extends number>(
  program: Program<Io, Status>,
  args: readonly string[],
  io: Io,
): Promise<Status | 0> {
  const { name, usageStatus } = program;
  let status: Status | 0 = 0;
  const command = new Command(name)
    .description(program.description)
    .version(`${name} ${program.version}`, "--version", "display the version")
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: (text, write) => write(text.replace(/^error: /, `${name}: `)),
    })
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText("after", `\n${program.after}`);
  for (const add of program.commands)
    add(command, io, (result) => {
      status = result;
    }).exitOverride();
  try {
    await command.parseAsync([...args], { from: "user" });
    return status;
  } catch (error) {
    // Help and version are no errors though commander throws them; its own messages are out already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageStatus;
    const failure = ownFailure(program, error) ?? program.failureOf(error);
    if (failure === undefined) throw error;
    io.err(`${name}: ${failure.message}\n`);
    return failure.status;
  }
}

function ownFailure<Io extends CliIo, Status extends number>(
  { usageStatus, unwritableStatus }: Program<Io, Status>,
  error: unknown,
): Failure<Status> | undefined {
  if (error instanceof UsageError) return { message: error.message, status: usageStatus };
  if (error instanceof UnwritableError) return { message: error.message, status: unwritableStatus };
  return undefined;
}
