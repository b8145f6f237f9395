import { readFileSync } from "node:fs";
import { type CliIo, type Failure, runProgram } from "@so-webapi/command-line";
import { InvalidSpecError } from "../contract/contract.ts";
import { TargetError, UnreadableError } from "../errors.ts";
import { commands } from "./commands.ts";
import { type ExitStatus, exitHelp, exitStatus } from "./exit-status.ts";

/** Most reasons that are printed of an invalid spec. */
const mostReasons = 100;

/** Runs `so-contract` and gives its exit status. Never throws for what a caller can get wrong. */
export const runCli = (args: readonly string[], io: CliIo): Promise<ExitStatus> =>
  runProgram<CliIo, ExitStatus>(
    {
      name: "so-contract",
      description: "Contract tests for integrations with the SuperOffice WebAPI.",
      version: packageVersion(),
      after: exitHelp,
      usageStatus: exitStatus.usage,
      unwritableStatus: exitStatus.unreadable,
      commands,
      failureOf,
    },
    args,
    io,
  );

function packageVersion(): string {
  const file = new URL("../../package.json", import.meta.url);
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { readonly version: string };
  return version;
}

function failureOf(error: unknown): Failure<ExitStatus> | undefined {
  if (error instanceof UnreadableError)
    return { message: `${error.message}${causeOf(error)}`, status: exitStatus.unreadable };
  if (error instanceof TargetError)
    return { message: `${error.code}: ${error.message}${causeOf(error)}`, status: exitStatus.targetDown };
  if (!(error instanceof InvalidSpecError)) return undefined;
  const { problems } = error;
  const reasons = problems.slice(0, mostReasons).map(({ pointer, message }) => `\n  #${pointer} ${message}`);
  const left = problems.length - reasons.length;
  const more = left > 0 ? `\n  and ${left} more` : "";
  return { message: `${error.message}${reasons.join("")}${more}`, status: exitStatus.specInvalid };
}

/** The system's code of what went wrong underneath: ENOENT, ECONNREFUSED and the like. */
function causeOf({ cause }: Error): string {
  for (let at: unknown = cause; at instanceof Error; at = at.cause) {
    const { code } = at as { readonly code?: unknown };
    if (typeof code === "string") return ` (${code})`;
  }
  return "";
}
