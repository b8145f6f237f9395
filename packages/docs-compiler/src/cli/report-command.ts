import { writeFile } from "@so-webapi/command-line";
import { compileReference } from "../compile/compile-reference.ts";
import { readEvidence } from "../evidence/read-evidence.ts";
import { proveRules } from "../proof/prove-rules.ts";
import { coverageOf } from "../report/coverage.ts";
import { htmlReport, type ReportData } from "../report/html-report.ts";
import { textReport } from "../report/text-report.ts";
import { contractSchemas } from "../samples/contract-schemas.ts";
import { sampleRules } from "../samples/sample-rules.ts";
import { validateSamples } from "../samples/validate-samples.ts";
import type { AddCommand } from "./commands.ts";
import { exitStatus } from "./exit-status.ts";

interface ReportFlags {
  readonly contract: string;
  readonly html?: string;
  readonly json?: true;
  readonly all?: true;
}

const examples = `
Examples:
  so-docs report                                  text: states, rules, what is not known in full
  so-docs report --html report.html               a page with filters and sortable tables
  so-docs report reference --html report.html     with the proof of the rules and the classes of samples
  so-docs report --json | jq .unknown`;

/** `so-docs report`. */
export const addReport: AddCommand = (program, io, done) =>
  program
    .command("report")
    .summary("how well the contract is known")
    .description(
      "Reports coverage by state, rule, agent, entity and class, from the evidence beside the contract.",
    )
    .argument("[reference]", "compile this folder in memory and report on that, with proofs and samples")
    .option("--contract <folder>", "contract folder with the evidence", "openapi")
    .option("--html <file>", "write an HTML page")
    .option("--all", "list groups and classes that are known in full too")
    .option("--json", "the figures as JSON")
    .addHelpText("after", examples)
    .action(async (reference: string | undefined, flags: ReportFlags) => {
      const data =
        reference === undefined
          ? coverageOf(readEvidence(flags.contract))
          : await fullReport(reference, flags.contract);
      if (flags.html !== undefined) writeFile(flags.html, htmlReport(data));
      if (flags.json === true) io.out(`${JSON.stringify(data, null, 2)}\n`);
      else if (flags.html === undefined) io.out(textReport(data, flags.all === true));
      else io.out(`${flags.html} written\n`);
      done(exitStatus.fine);
    });

async function fullReport(reference: string, handWritten: string): Promise<ReportData> {
  const { evidence, files, facts, model } = await compileReference(reference, { handWritten });
  const pages = model.operations.map(({ page }) => page);
  const { classes } = validateSamples(pages, contractSchemas(files));
  return {
    ...coverageOf(evidence),
    proofs: proveRules(pages, facts),
    samples: sampleRules.map(({ id, sentence, wrong }) => ({ id, sentence, wrong, count: classes[id] })),
  };
}
