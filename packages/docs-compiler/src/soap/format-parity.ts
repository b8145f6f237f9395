import type { ParityRow } from "./compare-sides.ts";
import { groupBy } from "./group-by.ts";
import type { ParityReport } from "./parity.ts";

/** One difference in words of few letters: `argument Contact.Find Name: type string, then int`. */
export const formatParityRow = ({ subject, owner, name, change, before, after }: ParityRow): string => {
  const what = name === "" ? `${subject} ${owner}` : `${subject} ${owner} ${name}`;
  switch (change) {
    case "added":
      return `+ ${what}${after === undefined ? "" : ` ${after}`}`;
    case "removed":
      return `- ${what}${before === undefined ? "" : ` ${before}`}`;
    case "order":
      return `~ ${what}: stood after ${before || "nothing"}, now after ${after || "nothing"}`;
    default:
      return `~ ${what}: ${change} ${before ?? "?"}, then ${after ?? "?"}`;
  }
};

const counted = (rows: readonly ParityRow[]): string => {
  const counts = groupBy(rows, ({ subject, change }) => `${subject} ${change}`);
  return [...counts].map(([what, list]) => `${what} ${list.length}`).join(", ");
};

/** The report for a terminal: a count per step, then each difference on a line of its own. */
export const formatParity = ({ sides, operations, rows }: ParityReport): string => {
  const steps = groupBy(rows, ({ from, to }) => `${from} to ${to}`);
  const everywhere = operations.filter((operation) => operation.sides.length === sides.length);
  const same = everywhere.filter((operation) => operation.rows.length === 0);
  const alike = same.filter((operation) => operation.types.length === 0);
  const lines = [
    `${sides.join(", ")}: ${operations.length} operations, ${everywhere.length} in all of them.`,
    `${same.length} of those have the same arguments and results everywhere, ${alike.length} the same types too.`,
  ];
  for (const [step, list] of steps) {
    lines.push("", `${step}: ${counted(list)}`, ...list.map((row) => `  ${formatParityRow(row)}`));
  }
  return `${lines.join("\n")}\n`;
};

/** The report for programs, rows and operations one a line. */
export const parityJson = ({ sides, operations, rows }: ParityReport): string => {
  const list = (items: readonly unknown[]): string =>
    items.length === 0 ? "[]" : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n  ]`;
  const brief = operations.map(({ key, sides: having, types }) => ({ key, sides: having, types }));
  return `{\n  "sides": ${JSON.stringify(sides)},\n  "operations": ${list(brief)},\n  "rows": ${list(rows)}\n}\n`;
};
