import { join } from "node:path";
import { UsageError, writeFile } from "@so-webapi/command-line";
import { chooseOperations } from "../live/choose-operations.ts";
import { recordedFiles } from "../live/record.ts";
import { runLive } from "../live/run-live.ts";
import { isWell } from "../matrix/matrix.ts";
import { counted } from "../report/counted.ts";
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
import { type CredentialFlags, operationList, secretHeaders, targetAddress } from "./target-options.ts";

interface LiveFlags extends CredentialFlags, SendingFlags, SpecFlags, ReportFlags {
  readonly target: string;
  readonly operations: readonly string[];
  readonly allowWrites?: readonly string[];
  readonly concurrency: number;
  readonly rate: number;
  readonly allowDrift?: true;
  readonly record?: string;
}

const examples = `
Examples:
  SO_AUTHORIZATION="Bearer …" so-contract live --target https://online.superoffice.com/Cust12345 \\
    --header-env Authorization=SO_AUTHORIZATION --operations "v1ContactEntity_Get*" --record recorded/
  so-contract live --target http://127.0.0.1:8080 --operations operations.txt --values ids.yaml
  so-contract live --target http://127.0.0.1:8080 --operations operations.txt --seed 8 --report html=live.html`;

/** `so-contract live`. */
export const addLive: AddCommand = (program, io, done) => {
  const command = program
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
    );
  withSending(withCredentials(command), {
    runs: ["requests of each operation", 3],
    deadline: ["for the whole run", 300],
    timeout: ["for one answer", 10_000],
  })
    .option("--concurrency <number>", "requests under way at once", wholeNumber("--concurrency"), 2)
    .option("--rate <number>", "requests begun in a second", wholeNumber("--rate"), 5)
    .option("--allow-drift", "what the contract does not know yet is told, and does not fail")
    .option("--record <folder>", "writes the exchanges as samples for check, redacted");
  return withReports(withSpec(command))
    .addHelpText("after", examples)
    .action(async (flags: LiveFlags) => {
      const baseUrl = targetAddress(flags.target);
      const headers = secretHeaders(flags);
      const contract = await loadContract(flags.spec);
      const { document } = contract.open;
      const chosen = chooseOperations(document, operationList(flags.operations), flags.allowWrites);
      if (chosen.unknown.length > 0) throw unknownOperation(document, chosen.unknown);
      if (chosen.refused.length > 0)
        throw new UsageError(
          `${chosen.refused.join(", ")}: writes, and is called only with --allow-writes ${chosen.refused.join(" ")}`,
        );
      if (chosen.operations.length === 0)
        throw new UsageError("--operations: nothing on the list only reads");
      const { update, clear } = progressLine(io, "Calling operations", flags.progress);
      const { matrix, samples } = await runLive({
        contract,
        target: { baseUrl, headers, timeoutMs: flags.timeout },
        operations: chosen.operations,
        concurrency: flags.concurrency,
        perSecond: flags.rate,
        allowDrift: flags.allowDrift === true,
        onProgress: update,
        ...sendingOf(flags),
      }).finally(clear);
      const left = chosen.leftOut.length;
      const notes =
        left === 0 ? [] : [`${counted(left, "operation")} of the patterns that write: not called`];
      const told = { ...matrix, notes: [...matrix.notes, ...notes] };
      if (flags.record !== undefined)
        for (const [path, text] of recordedFiles(samples)) writeFile(join(flags.record, path), text);
      writeReports(io, flags.report, told, { contract, samples });
      done(isWell(told) ? exitStatus.fine : exitStatus.disagreement);
    });
};
