import { existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "@so-webapi/command-line";
import { compileReference } from "../compile/compile-reference.ts";
import { planFiles, syncFiles } from "../compile/sync-files.ts";
import { contractSchemas } from "../samples/contract-schemas.ts";
import { extractSamples } from "../samples/extract-samples.ts";
import { formatSamples } from "../samples/format-samples.ts";
import { validateSamples } from "../samples/validate-samples.ts";
import type { AddCommand } from "./commands.ts";
import { exitStatus } from "./exit-status.ts";
import { progressBar } from "./progress-bar.ts";

interface SamplesFlags {
  readonly out?: string;
  readonly contract: string;
  readonly only?: readonly string[];
  readonly validate?: true;
  readonly json?: true;
  readonly progress: boolean;
}

const examples = `
Examples:
  so-docs samples reference --out samples          a folder for each operation, as the contract's samples/
  so-docs samples reference --validate             each sample against the contract, failures by class
  so-docs samples reference --validate --only Contact --json`;

/** `so-docs samples`. */
export const addSamples: AddCommand = (program, io, done) =>
  program
    .command("samples")
    .summary("the pages' samples, extracted and validated")
    .description("Extracts every sample request and response, and validates each against the contract.")
    .argument("<reference>", "folder with agent/, rest/ and seeds/")
    .option("-o, --out <folder>", "write the samples there")
    .option("--validate", "validate; exits with 1 when a failure has no class")
    .option("--contract <folder>", "contract folder with the hand-written parts", "openapi")
    .option("--only <group...>", "only these agents or entities")
    .option("--json", "the result as JSON")
    .option("--no-progress", "no progress on standard error")
    .addHelpText("after", examples)
    .action(async (reference: string, flags: SamplesFlags) => {
      if (flags.out === undefined && flags.validate !== true)
        throw new UsageError("samples: say --out, --validate or both");
      const { update, clear } = progressBar(io);
      const onProgress = flags.progress ? update : () => undefined;
      const { contract: handWritten, only } = flags;
      const compilation = await compileReference(reference, { handWritten, only, onProgress }).finally(clear);
      if (compilation.unknownGroups.length > 0)
        throw new UsageError(`--only: the reference has no group ${compilation.unknownGroups.join(", ")}`);
      const pages = compilation.model.operations.map(({ page }) => page);
      const { out } = flags;
      if (out !== undefined) {
        const files = extractSamples(reference, pages);
        // Beside a committed sample its faults are recorded by hand.
        for (const path of files.keys())
          if (path.endsWith("/sample.yaml") && existsSync(join(out, path))) files.delete(path);
        const changes = planFiles(out, files, false);
        syncFiles(out, files, changes);
        if (flags.json !== true)
          io.out(`${out}: ${changes.written.length} files written, ${changes.unchanged.length} unchanged\n`);
      }
      if (flags.validate !== true) return done(exitStatus.fine);
      const report = validateSamples(pages, contractSchemas(compilation.files));
      io.out(flags.json === true ? `${JSON.stringify(report, null, 2)}\n` : formatSamples(report));
      done(report.unclassified.length > 0 ? exitStatus.faults : exitStatus.fine);
    });
