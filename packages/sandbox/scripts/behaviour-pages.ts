import { operations } from "@so-webapi/operations/all";
import { type Behaviour, isUnknown, operationIdsOf, titleOf } from "./behaviour-tables.ts";

/** What the pages are made from. */
export interface BehaviourFacts {
  readonly folder: URL;
  readonly behaviours: readonly Behaviour[];
  /** operationIds that have a handler. */
  readonly handled: readonly string[];
}

/** The pages that are written from the tables, by file. */
export function behaviourPages(facts: BehaviourFacts): Readonly<Record<string, string>> {
  return { "README.md": overview(facts), "unknown.md": unknown(facts) };
}

function overview({ folder, behaviours, handled }: BehaviourFacts): string {
  const open = behaviours.filter(isUnknown).length;
  return `# What the sandbox does, and after which source

Written by \`scripts/behaviours.ts\`; change the tables, then run it.

Each file here is a table for one area, with a row for each behaviour: what the sandbox does, for which operations, the source
that says so, and the test that shows it. A source is a line of the reference pages (\`rest/…\`, \`agent/…\`, \`seeds/…\`,
\`soap/…\`), the project's notes on the platform (\`platform.md\`), the vendor's public documentation (docs.superoffice.com) or an
RFC. A test holds the tables to the code: sources and tests exist, and every operation with behaviour has a row.

Where no source says what happens, the row says "Unknown:", what the sandbox does instead, and why. Code that rests on such a
row may meet something else at a tenant. There are ${open} of them; [unknown.md](unknown.md) has them all.

## Areas

| Area | Rows | Of these with an unknown | Operations named |
| --- | ---: | ---: | ---: |
${areaRows(folder, behaviours).join("\n")}

## Operations

${handled.length} of the contract's ${operations.length.toLocaleString("en-US")} operations have behaviour. The others answer 501, or their documented sample where
the sandbox is given samples.

| Agent or entity | With behaviour | In the contract |
| --- | ---: | ---: |
${groupRows(handled).join("\n")}
`;
}

function areaRows(folder: URL, behaviours: readonly Behaviour[]): readonly string[] {
  return [...grouped(behaviours, ({ file }) => file)].map(([file, rows]) => {
    const named = new Set(rows.flatMap(operationIdsOf)).size;
    return `| [${titleOf(folder, file)}](${file}) | ${rows.length} | ${rows.filter(isUnknown).length} | ${named || "-"} |`;
  });
}

function groupRows(handled: readonly string[]): readonly string[] {
  const isHandled = new Set(handled);
  const groups = grouped(operations, ({ path }) => groupOf(path));
  return [...groups]
    .map(([name, all]) => {
      const some = all.filter(({ operationId }) => isHandled.has(operationId)).length;
      return { name, some, all: all.length };
    })
    .filter(({ some }) => some > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, some, all }) => `| ${name} | ${some} | ${all} |`);
}

/** \`Agents/Contact\`, \`Contact\`, \`List/Category\`: the path as far as it tells operations apart for people. */
function groupOf(path: string): string {
  const [first = "", second = ""] = path.replace(/^\/api\/v1\//, "").split("/");
  return /^(?:Agents|List)$/.test(first) && /^\w/.test(second) ? `${first}/${second}` : first;
}

/** Members by key, keys in the order in which they first come. */
function grouped<Member>(
  members: readonly Member[],
  keyOf: (member: Member) => string,
): ReadonlyMap<string, readonly Member[]> {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const group = groups.get(keyOf(member)) ?? [];
    group.push(member);
    groups.set(keyOf(member), group);
  }
  return groups;
}

function unknown({ folder, behaviours }: BehaviourFacts): string {
  const parts = [...grouped(behaviours.filter(isUnknown), ({ file }) => file)].map(([file, rows]) => {
    const items = rows.map(({ place, says }) => `- ${says}. (${place})`);
    return `## ${titleOf(folder, file)}\n\n${items.join("\n")}\n`;
  });
  return `# What no source says

Written by \`scripts/behaviours.ts\` from the tables beside it. Each item is a behaviour of which at least a part, the one behind
"Unknown", is the sandbox's own choice.

${parts.join("\n")}`;
}
