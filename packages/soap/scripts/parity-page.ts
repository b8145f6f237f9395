import { groupBy } from "./group-by.ts";
import { answerTo } from "./parity-answers.ts";

/** A difference, as `so-docs soap-parity --json` writes it. */
export interface ParityRow {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly owner: string;
  readonly name: string;
  readonly change: string;
  readonly before?: string;
  readonly after?: string;
}

export interface ParityReport {
  readonly sides: readonly string[];
  readonly operations: readonly { readonly key: string; readonly sides: readonly string[] }[];
  readonly rows: readonly ParityRow[];
}

/**
 * The page: a table of kinds with what the bridge does, then each kind's differences by name.
 *
 * @throws {RangeError} for a difference that no answer is known for.
 */
export function parityPage({ sides, operations, rows }: ParityReport): string {
  const kinds = [...groupBy(rows, (row) => answerTo(row).id)].map(([, list]) => ({
    list,
    ...answerTo(list[0] as ParityRow),
  }));
  const order = kinds.sort((a, b) => b.list.length - a.list.length || (a.id < b.id ? -1 : 1));
  const everywhere = operations.filter((operation) => operation.sides.length === sides.length).length;
  return `# SOAP and REST: every difference, and what the bridge does

Made by \`node scripts/parity.ts REFERENCE\` from the list of \`so-docs soap-parity\`; do not edit.

Compared: ${sides.join(", ")}, each with the next. ${operations.length} operations, ${everywhere} of them in all; ${rows.length} differences.

| Difference | How many | What the bridge does |
| --- | ---: | --- |
${order.map(({ id, title, does, list }) => `| [${title}](#${id}) | ${list.length} | ${does} |`).join("\n")}

${order.map(({ id, title, list }) => section(id, title, list)).join("\n\n")}
`;
}

function section(id: string, title: string, rows: readonly ParityRow[]): string {
  const steps = [...groupBy(rows, ({ from, to }) => `${from} to ${to}`)].map(([step, list]) => {
    const owners = [...groupBy(list, ({ owner }) => owner)].map(([owner, each]) => {
      return `\`${owner}\`${each[0]?.name === "" ? ` ${each[0].change}` : `: ${each.map(detail).join(", ")}`}`;
    });
    return `**${step}**\n\n${owners.map((line) => `- ${line}`).join("\n")}`;
  });
  return `<a id="${id}"></a>\n\n## ${title}\n\n${steps.join("\n\n")}`;
}

function detail({ name, change, before, after }: ParityRow): string {
  if (change === "added" || change === "removed") return `\`${name}\` ${change}`;
  return `\`${name}\` ${change} (\`${before || "first"}\` → \`${after || "first"}\`)`;
}
