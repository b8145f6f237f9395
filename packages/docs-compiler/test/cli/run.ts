import type { CliIo } from "../../src/cli/cli-io.ts";
import { runCli } from "../../src/cli/run-cli.ts";

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the program in this process and keeps what it prints. */
export const run = async (args: readonly string[], io: Partial<CliIo> = {}): Promise<Ran> => {
  let out = "";
  let err = "";
  const status = await runCli(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal: false,
    columns: () => 80,
    env: { SO_REFERENCE_DIR: "/nowhere" },
    ...io,
  });
  return { status, out, err };
};
