import { UnreadableError } from "../compile/unreadable-error.ts";
import { mergeContract } from "../merge/merge.ts";
import { readPages } from "../pages/read-pages.ts";
import { describeVersion } from "../soap/describe.ts";
import { formatParity, parityJson } from "../soap/format-parity.ts";
import { soapParity } from "../soap/parity.ts";
import { classFacts } from "../wsdl/class-facts.ts";
import { readVersions } from "../wsdl/read-versions.ts";
import type { AddCommand } from "./commands.ts";
import { exitStatus } from "./exit-status.ts";
import { restContract } from "./rest-contract.ts";

/** `so-docs soap-parity`. */
export const addSoapParity: AddCommand = (program, io, done) =>
  program
    .command("soap-parity")
    .summary("what differs between the SOAP versions and REST")
    .description(
      "Lists, operation by operation, what differs between each SOAP version and the next, and REST.",
    )
    .argument("<reference>", "folder with wsdl/ or soap/, and agent/ for the side of REST")
    .option("--json", "the result as JSON, a difference a line")
    .addHelpText(
      "after",
      "\nExamples:\n  so-docs soap-parity reference\n  so-docs soap-parity reference | grep Contact.",
    )
    .action(async (reference: string, flags: { readonly json?: true }) => {
      const { operations } = await readPages(reference);
      const { versions } = readVersions(reference);
      if (versions.length === 0) throw new UnreadableError(reference, "has no WSDL below soap or wsdl");
      const { facts } = classFacts(versions);
      const pages = operations
        .filter(({ supersededBy }) => supersededBy === undefined)
        .map(({ page }) => page);
      const rest = pages.length === 0 ? undefined : restContract(mergeContract(pages, facts), facts);
      const report = soapParity(versions.map(describeVersion), rest);
      io.out(flags.json === true ? parityJson(report) : formatParity(report));
      done(exitStatus.fine);
    });
