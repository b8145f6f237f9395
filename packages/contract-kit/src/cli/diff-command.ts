import { UsageError, writeFile } from "@so-webapi/command-line";
import { contractFromFile, packedContract } from "../contract/contract.ts";
import { changesetOf } from "../diff/changeset.ts";
import { bumpOf, type Change, diffContracts } from "../diff/diff.ts";
import { counted } from "../report/counted.ts";
import type { AddCommand } from "./commands.ts";
import { exitStatus } from "./exit-status.ts";

interface DiffFlags {
  readonly failOn: string;
  readonly changeset?: string;
  readonly packages?: readonly string[];
  readonly beforeOne?: true;
  readonly json?: true;
}

const examples = `
Examples:
  so-contract diff old.json new.json                   what breaks, what is new, what it means for a caller
  so-contract diff old.json packed                     a contract of yours against the packed one
  so-contract diff old.json new.json --changeset .changeset/contract.md --packages my-client`;

const failing: Readonly<Record<string, (change: Change) => boolean>> = {
  breaking: ({ level }) => level === "breaking",
  any: () => true,
  none: () => false,
};

/** `so-contract diff`. */
export const addDiff: AddCommand = (program, io, done) =>
  program
    .command("diff")
    .summary("two contracts, rule by rule, with what each change means for a caller")
    .description("Compares two OpenAPI 3.1 contracts; exits with 1 where a change breaks callers.")
    .argument("<old>", "an OpenAPI 3.1 file, or packed")
    .argument("<new>", "an OpenAPI 3.1 file, or packed")
    .option("--fail-on <level>", "breaking, any or none", "breaking")
    .option("--changeset <file>", "writes a changeset with the bump that the changes ask for")
    .option("--packages <name...>", "the packages that the changeset bumps")
    .option("--before-one", "the packages are below 1.0.0: what breaks bumps the minor version")
    .option("--json", "the changes as JSON")
    .addHelpText("after", examples)
    .action(async (before: string, after: string, flags: DiffFlags) => {
      const fails = failing[flags.failOn];
      if (fails === undefined) throw new UsageError(`--fail-on ${flags.failOn}: say breaking, any or none`);
      if ((flags.changeset === undefined) !== (flags.packages === undefined))
        throw new UsageError("--changeset and --packages belong together");
      const [old, now] = await Promise.all([before, after].map(load));
      const changes = old === undefined || now === undefined ? [] : diffContracts(old, now);
      const bump = bumpOf(changes);
      io.out(flags.json === true ? `${JSON.stringify({ bump, changes }, null, 2)}\n` : format(changes, bump));
      const changeset = changesetOf(changes, flags.packages ?? [], flags.beforeOne === true);
      if (flags.changeset !== undefined && changeset !== undefined) writeFile(flags.changeset, changeset);
      done(changes.some(fails) ? exitStatus.disagreement : exitStatus.fine);
    });

const load = async (source: string) =>
  (source === "packed" ? await packedContract() : contractFromFile(source)).open.document;

function format(changes: readonly Change[], bump: string): string {
  const count = (level: Change["level"]): number => changes.filter((change) => change.level === level).length;
  const levels = ["breaking", "addition", "other"] as const;
  return [
    ...levels.flatMap((level) => changes.filter((change) => change.level === level).flatMap(formatOne)),
    `${count("breaking")} breaking, ${counted(count("addition"), "addition")}, ${counted(count("other"), "other")}; bump: ${bump}`,
    "",
  ].join("\n");
}

function formatOne({ level, rule, subject, what, meaning, operationIds }: Change): string[] {
  const [first, ...more] = operationIds.filter((id) => id !== subject);
  const met =
    first === undefined ? "" : ` Met in ${first}${more.length === 0 ? "" : ` and ${more.length} more`}.`;
  return [`${level} ${rule} ${subject}${what === "" ? "" : `: ${what}`}`, `    ${meaning}${met}`];
}
