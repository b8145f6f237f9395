import type { AddCommand as Add } from "@so-webapi/command-line";
import type { CliIo } from "./cli-io.ts";
import { addCompile } from "./compile-command.ts";
import type { ExitStatus } from "./exit-status.ts";
import { addExplain } from "./explain-command.ts";
import { addProof } from "./proof-command.ts";
import { addReport } from "./report-command.ts";
import { addSamples } from "./samples-command.ts";
import { addSoapParity } from "./soap-parity-command.ts";

/** Adds one command to the program and says its exit status when it has run. */
export type AddCommand = Add<CliIo, ExitStatus>;

/** The commands in the order of `--help`. */
export const commands: readonly AddCommand[] = [
  addCompile,
  addExplain,
  addReport,
  addSamples,
  addSoapParity,
  addProof,
];
