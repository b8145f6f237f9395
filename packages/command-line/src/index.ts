export type { CliIo } from "./cli-io.ts";
export { processIo } from "./cli-io.ts";
export { drawnLine } from "./drawn-line.ts";
export type { AddCommand, Failure, Program } from "./run-program.ts";
export { runProgram, UsageError } from "./run-program.ts";
export { UnwritableError, writeFile } from "./write-file.ts";
