import { UnreadableError } from "../compile/unreadable-error.ts";
import { readPages } from "../pages/read-pages.ts";
import { isProven, precisionOf, proveRules, type RuleProof } from "../proof/prove-rules.ts";
import { classFacts } from "../wsdl/class-facts.ts";
import { readVersions } from "../wsdl/read-versions.ts";
import type { AddCommand } from "./commands.ts";
import { exitStatus } from "./exit-status.ts";

/** `so-docs proof`. */
export const addProof: AddCommand = (program, io, done) =>
  program
    .command("proof")
    .summary("how often each rule of inference is right")
    .description(
      "Leaves one source out, predicts it from the others and counts. Exits with 1 when a rule that is used is below 99 %.",
    )
    .argument("<reference>", "folder with agent/, rest/, seeds/, soap/ and wsdl/")
    .option("--json", "the result as JSON, with predictions that were wrong")
    .addHelpText("after", "\nExample:\n  so-docs proof reference")
    .action(async (reference: string, flags: { readonly json?: true }) => {
      const { operations } = await readPages(reference);
      if (operations.length === 0)
        throw new UnreadableError(reference, "has no pages below agent, rest or seeds");
      const pages = operations
        .filter(({ supersededBy }) => supersededBy === undefined)
        .map(({ page }) => page);
      const proofs = proveRules(pages, classFacts(readVersions(reference).versions).facts);
      io.out(flags.json === true ? `${JSON.stringify(proofs, null, 2)}\n` : formatProofs(proofs));
      done(proofs.every(isProven) ? exitStatus.fine : exitStatus.faults);
    });

function formatProofs(proofs: readonly RuleProof[]): string {
  const width = Math.max(...proofs.map(({ rule }) => rule.length));
  const lines = proofs.flatMap((proof) => {
    const share = proof.tried === 0 ? "-" : `${(100 * precisionOf(proof)).toFixed(2)} %`;
    const note = proof.used ? (isProven(proof) ? "" : "  TOO LOW") : "  not used";
    const { rule, tried, right, method, wrong } = proof;
    return [
      `${rule.padEnd(width)}  ${share.padStart(9)}  ${`${right}/${tried}`.padStart(13)}  ${method}${note}`,
      ...(proof.used ? wrong.map((line) => `${" ".repeat(width)}  ${line}`) : []),
    ];
  });
  return `${lines.join("\n")}\n`;
}
