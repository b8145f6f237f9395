import { counted } from "../report/counted.ts";
import { type Bump, bumpOf, type Change } from "./diff.ts";

/** Most changes of a level that a changeset lists by name. */
const mostListed = 20;

/**
 * The changes as a changeset file (changesets' own format: front matter with packages and bumps, then the text); undefined
 * where nothing changed. Below 1.0.0 a breaking change bumps the minor version, as changesets' users do it.
 */
export function changesetOf(
  changes: readonly Change[],
  packages: readonly string[],
  isBeforeOne = false,
): string | undefined {
  const bump = bumpOf(changes);
  if (bump === "none") return undefined;
  const bumps = packages.map((name) => `${JSON.stringify(name)}: ${isBeforeOne ? lowered(bump) : bump}`);
  return ["---", ...bumps, "---", "", ...summary(changes), ""].join("\n");
}

const lowered = (bump: Bump): Bump => (bump === "major" ? "minor" : "patch");

function summary(changes: readonly Change[]): string[] {
  const of = (level: Change["level"]): readonly Change[] =>
    changes.filter((change) => change.level === level);
  const breaking = of("breaking");
  const counts = `The contract changed: ${counted(breaking.length, "breaking change")}, ${counted(of("addition").length, "addition")}, ${counted(of("other").length, "other")}.`;
  return [
    counts,
    ...listed("Breaking", breaking),
    ...listed("Additions", of("addition")),
    ...listed("Others", of("other")),
  ];
}

/** Changes of a level by name, as many as a changelog has room for. */
function listed(title: string, changes: readonly Change[]): string[] {
  if (changes.length === 0) return [];
  const lines = changes
    .slice(0, mostListed)
    .map(
      ({ rule, subject, what, meaning }) =>
        `- ${subject}${what === "" ? "" : ` (${what})`}: ${rule}. ${meaning}`,
    );
  const left = changes.length - lines.length;
  return ["", `${title}:`, "", ...lines, ...(left > 0 ? [`- and ${left} more`] : [])];
}
