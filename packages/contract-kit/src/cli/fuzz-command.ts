import { operationById, operationsOf } from "../contract/document.ts";
import { runFuzz } from "../fuzz/run-fuzz.ts";
import { chooseOperations } from "../live/choose-operations.ts";
import { isWell } from "../matrix/matrix.ts";
import { packedSamples } from "../samples/seeds.ts";
import type { AddCommand } from "./commands.ts";
import { exitStatus, UsageError } from "./exit-status.ts";
import {
  headerEnvHelp,
  headerFileHelp,
  isLoopback,
  operationList,
  readValues,
  secretHeaders,
  type TargetFlags,
  targetAddress,
  wholeNumber,
} from "./live-target.ts";
import { loadContract } from "./load-contract.ts";
import { progressLine } from "./progress.ts";
import { parseReport, type ReportRequest, writeReports } from "./reports.ts";

interface FuzzFlags extends TargetFlags {
  readonly spec?: string;
  readonly operations?: readonly string[];
  readonly iOwnThisServer?: true;
  readonly values?: string;
  readonly runs: number;
  readonly seed?: number;
  readonly deadline: number;
  readonly rate?: number;
  readonly timeout: number;
  readonly report: readonly ReportRequest[];
  readonly progress: boolean;
}

const examples = `
Examples:
  so-contract fuzz --target http://127.0.0.1:8080
  SO_AUTHORIZATION="Basic …" so-contract fuzz --target http://127.0.0.1:8080 --header-env Authorization=SO_AUTHORIZATION \\
    --operations "v1ContactEntity_*" --runs 100 --seed 8`;

/** `so-contract fuzz`. */
export const addFuzz: AddCommand = (program, io, done) =>
  program
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
    )
    .option("--header-env <header=VARIABLE...>", headerEnvHelp)
    .option("--header-file <file>", headerFileHelp)
    .option("--values <file>", "ids that the server has, YAML or JSON: contactId: [5, 6]")
    .option("--runs <number>", "requests of each operation and kind", wholeNumber("--runs"), 20)
    .option("--seed <number>", "makes the requests of an earlier run again", wholeNumber("--seed", 0))
    .option("--deadline <seconds>", "for the whole run", wholeNumber("--deadline"), 120)
    .option("--timeout <ms>", "an answer that takes longer is a hang", wholeNumber("--timeout"), 5000)
    .option(
      "--rate <number>",
      "requests begun in a second (default: 1000; 5 where the target is not on this machine)",
      wholeNumber("--rate"),
    )
    .option("--spec <file>", "an OpenAPI 3.1 file in place of the packed contract")
    .option(
      "--report <format=file>",
      "text, json, junit, sarif, html; repeatable",
      (text: string, before: readonly ReportRequest[]) => [...before, parseReport(text)],
      [],
    )
    .option("--no-progress", "no progress on standard error")
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
      if (unknown.length > 0) throw new UsageError(`the contract has no operation ${unknown.join(", ")}`);
      if (operations.length === 0) throw new UsageError("--operations: the list names no operation");
      const table = flags.spec === undefined ? await import("@so-webapi/operations/all") : undefined;
      const { update, clear } = progressLine(io, "Fuzzing operations");
      try {
        const { matrix } = await runFuzz({
          contract,
          target: { baseUrl, headers, timeoutMs: flags.timeout },
          operations,
          samples,
          runs: flags.runs,
          deadlineMs: flags.deadline * 1000,
          perSecond: flags.rate ?? (isLoopback(baseUrl) ? 1000 : 5),
          ...(table === undefined ? {} : { table }),
          ...(flags.seed === undefined ? {} : { seed: flags.seed }),
          ...(flags.values === undefined ? {} : { values: readValues(flags.values) }),
          ...(flags.progress ? { onProgress: update } : {}),
        });
        clear();
        writeReports(io, flags.report, matrix, { contract, samples: [] });
        done(isWell(matrix) ? exitStatus.fine : exitStatus.disagreement);
      } finally {
        clear();
      }
    });
