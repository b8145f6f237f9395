import { readFileSync } from "node:fs";
import { runProgram } from "@so-webapi/command-line";
import { UnreadableError } from "../compile/unreadable-error.ts";
import type { CliIo } from "./cli-io.ts";
import { commands } from "./commands.ts";
import { type ExitStatus, exitHelp, exitStatus } from "./exit-status.ts";

/** Runs `so-docs` and gives its exit status. Never throws for what a caller can get wrong. */
export const runCli = (args: readonly string[], io: CliIo): Promise<ExitStatus> =>
  runProgram<CliIo, ExitStatus>(
    {
      name: "so-docs",
      description: "Compiles the reference pages and WSDLs of the SuperOffice WebAPI into the contract.",
      version: packageVersion(),
      after: exitHelp,
      usageStatus: exitStatus.usage,
      unwritableStatus: exitStatus.unreadable,
      commands,
      failureOf: (error) =>
        error instanceof UnreadableError
          ? { message: error.message, status: exitStatus.unreadable }
          : undefined,
    },
    args,
    io,
  );

function packageVersion(): string {
  const file = new URL("../../package.json", import.meta.url);
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { readonly version: string };
  return version;
}
