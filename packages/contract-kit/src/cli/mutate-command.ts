import { type CliIo, UsageError, writeFile } from "@so-webapi/command-line";
import type { Contract } from "../contract/contract.ts";
import { reachableDocument } from "../contract/reachable.ts";
import { bodiesShare, proveBodies } from "../mutation/bodies-proof.ts";
import { bodiesProofJson, renderBodiesProof } from "../mutation/bodies-report.ts";
import { classMutations } from "../mutation/spec/class-mutations.ts";
import { operationMutations } from "../mutation/spec/operation-mutations.ts";
import { proveSpec } from "../mutation/spec/spec-proof.ts";
import { renderSpecMutations, specMutationReport } from "../mutation/spec/spec-report.ts";
import { readSamples } from "../samples/read-samples.ts";
import type { Sample } from "../samples/sample.ts";
import { packedSamples } from "../samples/seeds.ts";
import type { AddCommand } from "./commands.ts";
import { exitStatus } from "./exit-status.ts";
import { loadContract } from "./load-contract.ts";
import { progressLine } from "./progress-line.ts";
import { type ProgressFlags, type SpecFlags, withProgress, withSpec } from "./shared-options.ts";

interface MutateFlags extends SpecFlags, ProgressFlags {
  readonly of: string;
  readonly threshold: string;
  readonly json?: string;
}

/** What a proof leaves for the program to print and to judge. */
interface Proved {
  readonly text: string;
  readonly json: unknown;
  /** Killed of what no rule excuses, 0 to 1. */
  readonly share: number;
  /** Something other than the share is wrong: a sample that was red before, a rule that a check contradicts. */
  readonly isUnsound: boolean;
}

const examples = `
Examples:
  so-contract mutate                               the seeds' samples, changed at every place in every way
  so-contract mutate recorded/ --threshold 99.5    your samples
  so-contract mutate reference/ --json proof.json  every sample of the reference pages
  so-contract mutate --of contract                 the contract, changed in every way: does a sample notice?`;

/** `so-contract mutate`. */
export const addMutate: AddCommand = (program, io, done) =>
  withProgress(
    withSpec(
      program
        .command("mutate")
        .summary("proof that the checks bite: everything that can be wrong is made wrong")
        .description(
          "Changes samples, or the contract, at every place in every way, and counts what no check notices.",
        )
        .argument("[samples...]", "folders of samples or of reference pages (default: the seeds' samples)")
        .option("--of <what>", "samples or contract", "samples")
        .option(
          "--threshold <percent>",
          "least share of mutants without an excuse that must be killed",
          "100",
        )
        .option("--json <file>", "writes figures, survivors and the rules that excuse"),
    ),
  )
    .addHelpText("after", examples)
    .action(async (folders: readonly string[], flags: MutateFlags) => {
      const threshold = Number(flags.threshold);
      if (!(threshold >= 0 && threshold <= 100))
        throw new UsageError(`--threshold ${flags.threshold}: give a percentage, 0 to 100`);
      const prove = proofs[flags.of];
      if (prove === undefined) throw new UsageError(`--of ${flags.of}: say samples or contract`);
      const contract = await loadContract(flags.spec);
      const samples = await samplesOf(folders, contract);
      const { text, json, share, isUnsound } = await prove(contract, samples, flags, io);
      io.out(`${text}\n`);
      if (flags.json !== undefined) writeFile(flags.json, `${JSON.stringify(json, null, 2)}\n`);
      done(share * 100 >= threshold && !isUnsound ? exitStatus.fine : exitStatus.disagreement);
    });

type Prove = (
  contract: Contract,
  samples: readonly Sample[],
  flags: MutateFlags,
  io: CliIo,
) => Promise<Proved>;

const proofs: Readonly<Record<string, Prove>> = {
  async samples({ closed }, samples, flags, io) {
    const { update, clear } = progressLine(io, "Mutating samples", flags.progress);
    const proof = await proveBodies({
      document: closed.document,
      loadValidators: closed.loadValidators,
      samples,
      onProgress: update,
    }).finally(clear);
    return {
      text: renderBodiesProof(proof, "Mutations of the samples"),
      json: bodiesProofJson(proof),
      share: bodiesShare(proof.total),
      isUnsound: proof.notGreen.length > 0 || proof.contested.length > 0,
    };
  },
  /** The part of the contract that the samples reach: they have nothing to say of the rest. */
  async contract({ closed, file }, samples) {
    const ids = new Set(samples.map(({ operationId }) => operationId));
    const document = reachableDocument(closed.document, ids);
    const table = file === undefined ? await import("@so-webapi/operations/all") : undefined;
    const verdicts = await proveSpec({
      document,
      samples,
      loadValidators: closed.loadValidators,
      mutations: [...classMutations(document), ...operationMutations(document)],
      ...(table === undefined ? {} : { table }),
    });
    const report = specMutationReport(verdicts);
    return { text: renderSpecMutations(report), json: report, share: report.share, isUnsound: false };
  },
};

async function samplesOf(folders: readonly string[], contract: Contract): Promise<Sample[]> {
  if (folders.length === 0) return packedSamples();
  return (await Promise.all(folders.map((folder) => readSamples(folder, contract)))).flat();
}
