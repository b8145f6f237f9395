import { reachableDocument } from "../contract/reachable.ts";
import { coverageOf, renderCoverage } from "../coverage/coverage.ts";
import { readSamples } from "../samples/read-samples.ts";
import { packedSamples } from "../samples/seeds.ts";
import type { AddCommand } from "./commands.ts";
import { exitStatus } from "./exit-status.ts";
import { loadContract } from "./load-contract.ts";
import { type SpecFlags, withSpec } from "./shared-options.ts";

interface CoverageFlags extends SpecFlags {
  readonly whole?: true;
  readonly json?: true;
}

const examples = `
Examples:
  so-contract coverage recorded/             of the operations that are recorded: what do the samples show?
  so-contract coverage reference/ --whole    of the whole contract
  so-contract coverage recorded/ --json      every property, null, member, status and media type that nothing shows`;

/** `so-contract coverage`. */
export const addCoverage: AddCommand = (program, io, done) =>
  withSpec(
    program
      .command("coverage")
      .summary("what samples show of the contract, and what no sample proves")
      .description(
        "Counts operations, statuses, media types, properties, nulls and enum members that samples show.",
      )
      .argument("[samples...]", "folders of samples or of reference pages (default: the seeds' samples)")
      .option(
        "--whole",
        "counts over the whole contract (default: the samples' operations and what they reach)",
      )
      .option("--json", "all lists"),
  )
    .addHelpText("after", examples)
    .action(async (folders: readonly string[], flags: CoverageFlags) => {
      const contract = await loadContract(flags.spec);
      const read = await Promise.all(folders.map((folder) => readSamples(folder, contract)));
      const samples = folders.length === 0 ? packedSamples() : read.flat();
      const { document } = contract.open;
      const ids = new Set(samples.map(({ operationId }) => operationId));
      const coverage = coverageOf(
        flags.whole === true ? document : reachableDocument(document, ids),
        samples,
      );
      io.out(
        flags.json === true ? `${JSON.stringify(coverage, null, 2)}\n` : `${renderCoverage(coverage)}\n`,
      );
      done(exitStatus.fine);
    });
