import { join } from "node:path";
import { chooseOperations } from "../live/choose-operations.ts";
import { recordedFiles } from "../live/record.ts";
import { runLive } from "../live/run-live.ts";
import { isWell } from "../matrix/matrix.ts";
import type { AddCommand } from "./commands.ts";
import { exitStatus, UsageError } from "./exit-status.ts";
import {
  headerEnvHelp,
  headerFileHelp,
  operationList,
  readValues,
  secretHeaders,
  type TargetFlags,
  targetAddress,
  wholeNumber,
} from "./live-target.ts";
import { loadContract } from "./load-contract.ts";
import { progressLine } from "./progress.ts";
import { parseReport, type ReportRequest, writeFile, writeReports } from "./reports.ts";

interface LiveFlags extends TargetFlags {
  readonly spec?: string;
  readonly operations: readonly string[];
  readonly allowWrites?: readonly string[];
  readonly values?: string;
  readonly runs: number;
  readonly seed?: number;
  readonly deadline: number;
  readonly concurrency: number;
  readonly rate: number;
  readonly timeout: number;
  readonly allowDrift?: true;
  readonly record?: string;
  readonly report: readonly ReportRequest[];
  readonly progress: boolean;
}

const examples = `
Examples:
  SO_AUTHORIZATION="Bearer …" so-contract live --target https://online.superoffice.com/Cust12345 \\
    --header-env Authorization=SO_AUTHORIZATION --operations "v1ContactEntity_Get*" --record recorded/
  so-contract live --target http://127.0.0.1:8080 --operations operations.txt --values ids.yaml
  so-contract live --target http://127.0.0.1:8080 --operations operations.txt --seed 8 --report html=live.html`;

/** `so-contract live`. */
export const addLive: AddCommand = (program, io, done) =>
  program
    .command("live")
    .summary("requests made of the contract against your tenant or server, read-only")
    .description(
      "Makes requests of the contract, sends them, and holds the answers against it. Calls what only reads, and only what is listed.",
    )
    .requiredOption("--target <url>", "where the API is; what comes behind is /api/v1/…")
    .requiredOption(
      "--operations <list...>",
      "operation ids, patterns with *, or files of them: nothing else is called",
    )
    .option(
      "--allow-writes <operationId...>",
      "operations that write and may be called, each by its whole id",
    )
    .option("--header-env <header=VARIABLE...>", headerEnvHelp)
    .option("--header-file <file>", headerFileHelp)
    .option("--values <file>", "ids that the server has, YAML or JSON: contactId: [5, 6]")
    .option("--runs <number>", "requests of each operation", wholeNumber("--runs"), 3)
    .option("--seed <number>", "makes the requests of an earlier run again", wholeNumber("--seed", 0))
    .option("--deadline <seconds>", "for the whole run", wholeNumber("--deadline"), 300)
    .option("--timeout <ms>", "for one answer", wholeNumber("--timeout"), 10_000)
    .option("--concurrency <number>", "requests under way at once", wholeNumber("--concurrency"), 2)
    .option("--rate <number>", "requests begun in a second", wholeNumber("--rate"), 5)
    .option("--allow-drift", "what the contract does not know yet is told, and does not fail")
    .option("--record <folder>", "writes the exchanges as samples for check, redacted")
    .option("--spec <file>", "an OpenAPI 3.1 file in place of the packed contract")
    .option(
      "--report <format=file>",
      "text, json, junit, sarif, html; repeatable",
      (text: string, before: readonly ReportRequest[]) => [...before, parseReport(text)],
      [],
    )
    .option("--no-progress", "no progress on standard error")
    .addHelpText("after", examples)
    .action(async (flags: LiveFlags) => {
      const baseUrl = targetAddress(flags.target);
      const headers = secretHeaders(flags);
      const contract = await loadContract(flags.spec);
      const chosen = chooseOperations(
        contract.open.document,
        operationList(flags.operations),
        flags.allowWrites,
      );
      if (chosen.unknown.length > 0)
        throw new UsageError(`the contract has no operation ${chosen.unknown.join(", ")}`);
      if (chosen.refused.length > 0)
        throw new UsageError(
          `${chosen.refused.join(", ")}: writes, and is called only with --allow-writes ${chosen.refused.join(" ")}`,
        );
      if (chosen.operations.length === 0)
        throw new UsageError("--operations: nothing on the list only reads");
      const { update, clear } = progressLine(io, "Calling operations");
      try {
        const { matrix, samples } = await runLive({
          contract,
          target: { baseUrl, headers, timeoutMs: flags.timeout },
          operations: chosen.operations,
          runs: flags.runs,
          deadlineMs: flags.deadline * 1000,
          concurrency: flags.concurrency,
          perSecond: flags.rate,
          allowDrift: flags.allowDrift === true,
          ...(flags.seed === undefined ? {} : { seed: flags.seed }),
          ...(flags.values === undefined ? {} : { values: readValues(flags.values) }),
          ...(flags.progress ? { onProgress: update } : {}),
        });
        clear();
        const left = chosen.leftOut.length;
        const notes = left === 0 ? [] : [`${left} operations of the patterns write and were not called`];
        const told = { ...matrix, notes: [...matrix.notes, ...notes] };
        if (flags.record !== undefined)
          for (const [path, text] of recordedFiles(samples)) writeFile(join(flags.record, path), text);
        writeReports(io, flags.report, told, { contract, samples });
        done(isWell(told) ? exitStatus.fine : exitStatus.disagreement);
      } finally {
        clear();
      }
    });
