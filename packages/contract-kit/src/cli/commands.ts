import type { AddCommand as Add, CliIo } from "@so-webapi/command-line";
import { addCheck } from "./check-command.ts";
import { addCoverage } from "./coverage-command.ts";
import { addDiff } from "./diff-command.ts";
import type { ExitStatus } from "./exit-status.ts";
import { addFuzz } from "./fuzz-command.ts";
import { addLive } from "./live-command.ts";
import { addMutate } from "./mutate-command.ts";
import { addValidate } from "./validate-command.ts";

/** Adds one command to the program and says its exit status when it has run. */
export type AddCommand = Add<CliIo, ExitStatus>;

/** The commands in the order of `--help`. */
export const commands: readonly AddCommand[] = [
  addCheck,
  addValidate,
  addMutate,
  addCoverage,
  addDiff,
  addLive,
  addFuzz,
];
