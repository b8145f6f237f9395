#!/usr/bin/env node
import { runCli } from "./cli/run-cli.ts";

// `so-contract … | head` closes the pipe early. The run goes on without a reader, so that report files and the exit
// status say what was found; any other fault of the output is a fault.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true && process.env["CI"] === undefined,
  columns: () => process.stderr.columns ?? 80,
});
