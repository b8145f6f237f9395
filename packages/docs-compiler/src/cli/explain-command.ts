import { UsageError } from "@so-webapi/command-line";
import { explain } from "../evidence/explain.ts";
import { type Found, findSubject } from "../evidence/find-subject.ts";
import { readEvidence } from "../evidence/read-evidence.ts";
import { findReference, sourceLines } from "../evidence/source-lines.ts";
import type { AddCommand } from "./commands.ts";
import { exitStatus } from "./exit-status.ts";

interface ExplainFlags {
  readonly contract: string;
  readonly reference?: string;
  readonly json?: true;
}

const examples = `
Examples:
  so-docs explain ContactActivity.Action
  so-docs explain CallerIDCollection
  so-docs explain v1ContactAgent_GetMyActiveContacts
  so-docs explain v1ContactEntity_GetContactEntity.path.id --json`;

/** `so-docs explain`. */
export const addExplain: AddCommand = (program, io, done) =>
  program
    .command("explain")
    .summary("why the contract says what it says")
    .description(
      "Prints each fact of a class, an enum, an operation or one of their parts, and from where it is.",
    )
    .argument("<subject...>", "Class.Property, a class, an enum, an operationId or operationId.part")
    .option("--contract <folder>", "contract folder with the evidence", "openapi")
    .option(
      "--reference <folder>",
      "prints the text of the lines (default: SO_REFERENCE_DIR, ../shared/reference)",
    )
    .option("--json", "the facts as JSON")
    .addHelpText("after", examples)
    .action((subjects: readonly string[], flags: ExplainFlags) => {
      const evidence = readEvidence(flags.contract);
      const found = subjects.map((subject) => orFail(subject, findSubject(evidence, subject)));
      const textOf = sourceLines(findReference(flags.reference, io.env), flags.contract);
      if (flags.json === true) {
        const facts = found.flatMap(({ owner, facts: own }) =>
          own.map((fact) => ({ subject: `${owner.name}.${fact.part}`, ...fact })),
        );
        io.out(`${JSON.stringify(facts, null, 2)}\n`);
      } else io.out(found.map(({ owner, facts }) => explain(owner, facts, textOf)).join("\n"));
      done(exitStatus.fine);
    });

function orFail(subject: string, found: Found): Extract<Found, { readonly found: true }> {
  if (found.found) return found;
  const hint = found.nearest.length === 0 ? "" : `; did you mean ${found.nearest.join(", ")}?`;
  throw new UsageError(`nothing is known of ${subject}${hint}`);
}
