import { UsageError } from "@so-webapi/command-line";
import { operationById, operationsOf } from "../contract/document.ts";
import { runFuzz } from "../fuzz/run-fuzz.ts";
import { chooseOperations } from "../live/choose-operations.ts";
import { isWell } from "../matrix/matrix.ts";
import { packedSamples } from "../samples/seeds.ts";
import type { AddCommand } from "./commands.ts";
import { exitStatus } from "./exit-status.ts";
import { loadContract } from "./load-contract.ts";
import { unknownOperation } from "./near-operations.ts";
import { progressLine } from "./progress-line.ts";
import { writeReports } from "./reports.ts";
import {
  type ReportFlags,
  type SendingFlags,
  type SpecFlags,
  sendingOf,
  wholeNumber,
  withCredentials,
  withReports,
  withSending,
  withSpec,
} from "./shared-options.ts";
import {
  type CredentialFlags,
  isLoopback,
  operationList,
  secretHeaders,
  targetAddress,
} from "./target-options.ts";

interface FuzzFlags extends CredentialFlags, SendingFlags, SpecFlags, ReportFlags {
  readonly target: string;
  readonly operations?: readonly string[];
  readonly iOwnThisServer?: true;
  readonly rate?: number;
}

const examples = `
Examples:
  so-contract fuzz --target http://127.0.0.1:8080
  SO_AUTHORIZATION="Basic …" so-contract fuzz --target http://127.0.0.1:8080 --header-env Authorization=SO_AUTHORIZATION \\
    --operations "v1ContactEntity_*" --runs 100 --seed 8`;

/** `so-contract fuzz`. */
export const addFuzz: AddCommand = (program, io, done) => {
  const command = program
    .command("fuzz")
    .summary("right and wrong requests against your own proxy or stand-in, writes too")
    .description(
      "Looks for a failure of the server's own, a hang, an accepted violation, and an error without an error body. Calls what writes.",
    )
    .requiredOption("--target <url>", "where the API is, on this machine")
    .option("--i-own-this-server", "admits a target that is not on this machine: it will be written to")
    .option(
      "--operations <list...>",
      "operation ids, patterns with *, or files of them (default: those of the seeds' samples)",
    );
  withSending(withCredentials(command), {
    runs: ["requests of each operation and kind", 20],
    deadline: ["for the whole run", 120],
    timeout: ["an answer that takes longer is a hang", 5000],
  }).option(
    "--rate <number>",
    "requests begun in a second (default: 1000; 5 where the target is not on this machine)",
    wholeNumber("--rate"),
  );
  return withReports(withSpec(command))
    .addHelpText("after", examples)
    .action(async (flags: FuzzFlags) => {
      const baseUrl = targetAddress(flags.target);
      if (!isLoopback(baseUrl) && flags.iOwnThisServer !== true)
        throw new UsageError("--target is not on this machine: fuzz writes, and wants --i-own-this-server");
      const headers = secretHeaders(flags);
      const contract = await loadContract(flags.spec);
      const { document } = contract.open;
      const samples = packedSamples().filter(
        ({ operationId }) => operationById(document, operationId) !== undefined,
      );
      const list =
        flags.operations === undefined
          ? samples.map(({ operationId }) => operationId)
          : operationList(flags.operations);
      const all = operationsOf(document).map(({ operationId }) => operationId);
      const { operations, unknown } = chooseOperations(document, list, all);
      if (unknown.length > 0) throw unknownOperation(document, unknown);
      if (operations.length === 0) throw new UsageError("--operations: the list names no operation");
      const table = flags.spec === undefined ? await import("@so-webapi/operations/all") : undefined;
      const { update, clear } = progressLine(io, "Fuzzing operations", flags.progress);
      const { matrix } = await runFuzz({
        contract,
        target: { baseUrl, headers, timeoutMs: flags.timeout },
        operations,
        samples,
        perSecond: flags.rate ?? (isLoopback(baseUrl) ? 1000 : 5),
        onProgress: update,
        ...(table === undefined ? {} : { table }),
        ...sendingOf(flags),
      }).finally(clear);
      writeReports(io, flags.report, matrix, { contract, samples: [] });
      done(isWell(matrix) ? exitStatus.fine : exitStatus.disagreement);
    });
};
