import { describe, expect, it } from "vitest";
import type { CliIo } from "./cli-io.ts";
import { drawnLine } from "./drawn-line.ts";
import { type Program, runProgram, UsageError } from "./run-program.ts";
import { UnwritableError } from "./write-file.ts";

class BrokenError extends Error {}

const program: Program<CliIo, 1 | 2 | 5 | 6> = {
  name: "so-example",
  description: "An example.",
  version: "1.2.3",
  after: "Exit status: a few.",
  usageStatus: 2,
  unwritableStatus: 5,
  commands: [
    (root, io, done) =>
      root
        .command("say <word>")
        .option("--loud", "in capitals")
        .action((word: string, { loud }: { readonly loud?: true }) => {
          if (word === "nothing") throw new UsageError("nothing cannot be said");
          if (word === "broken") throw new BrokenError("it is broken");
          if (word === "unwritable") throw new UnwritableError("a/b", new Error("full"));
          if (word === "unforeseen") throw new RangeError("nobody foresaw this");
          io.out(`${loud === true ? word.toUpperCase() : word}\n`);
          done(1);
        }),
  ],
  failureOf: (error) => (error instanceof BrokenError ? { message: error.message, status: 6 } : undefined),
};

async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const status = await runProgram(program, args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal: false,
    columns: () => 80,
  });
  return { status, out, err };
}

describe("a program", () => {
  it("ends with the status that its command gives", async () => {
    expect(await run("say", "hello", "--loud")).toEqual({ status: 1, out: "HELLO\n", err: "" });
  });

  it("says its version and its help, and that is no error", async () => {
    expect(await run("--version")).toEqual({ status: 0, out: "so-example 1.2.3\n", err: "" });
    const { status, out } = await run("--help");
    expect([status, out]).toEqual([0, expect.stringContaining("Exit status: a few.")]);
  });

  it.each([
    [["sya", "hello"], "so-example: unknown command 'sya'\n(Did you mean say?)\n"],
    [["say"], "so-example: missing required argument 'word'\n"],
    [["say", "x", "--lout"], "so-example: unknown option '--lout'\n(Did you mean --loud?)\n"],
    [["say", "nothing"], "so-example: nothing cannot be said\n"],
  ])("names itself and what is wrong with %j", async (args, err) => {
    expect(await run(...args)).toEqual({ status: 2, out: "", err });
  });

  it("gives what it foresees a status of its own, and throws what it does not", async () => {
    expect(await run("say", "broken")).toEqual({ status: 6, out: "", err: "so-example: it is broken\n" });
    const err = "so-example: a/b cannot be written\n";
    expect(await run("say", "unwritable")).toEqual({ status: 5, out: "", err });
    await expect(run("say", "unforeseen")).rejects.toThrow(RangeError);
  });
});

describe("the line of progress", () => {
  const drawn = (isTerminal: boolean, columns = 80): string => {
    let [err, at] = ["", 0];
    const io = {
      out: () => {},
      err: (text: string) => {
        err += text;
      },
      isTerminal,
      columns: () => columns,
    };
    const { draw, clear } = drawnLine(io, () => at);
    for (const done of [0, 1, 2]) {
      draw("Reading", { done, total: 2 });
      at += 10;
    }
    clear();
    return err;
  };

  it("is drawn over itself, not too often, and goes", () => {
    expect(drawn(true).split("\r\u001b[2K")).toEqual([
      "",
      `Reading ${"░".repeat(24)} 0/2`,
      `Reading ${"█".repeat(24)} 2/2`,
      "",
    ]);
  });

  it("is no wider than the terminal, and nothing where there is none", () => {
    expect(
      drawn(true, 20)
        .split("\r\u001b[2K")
        .every((line) => line.length < 20),
    ).toBe(true);
    expect(drawn(false)).toBe("");
  });
});
