import { evidenceStates } from "../evidence/count-states.ts";
import { stateWords } from "../evidence/rules.ts";
import { knownShare, type Row } from "./coverage.ts";
import type { ReportData } from "./html-report.ts";

const number = (value: number): string => value.toLocaleString("en-US");

/** The report for a terminal. `all` lists every group and class, else those with something unknown. */
export function textReport(coverage: ReportData, all: boolean): string {
  const { total, groups, classRows, rules, unknown } = coverage;
  const width = Math.max(...rules.map(({ name }) => name.length), ...groups.map(({ name }) => name.length));
  const table = (title: string, rows: readonly Row[]): string[] => {
    const shown = all ? rows : rows.filter(({ counts }) => counts.unknown > 0);
    return [
      "",
      `${title} (${number(rows.length)}${all ? "" : `, ${number(rows.length - shown.length)} of them known in full`})`,
      ...shown.map(
        ({ name, counts }) =>
          `  ${name.padEnd(width)}  ${knownShare(counts).toFixed(1).padStart(5)} %  ${counts.unknown} of ${counts.total} unknown`,
      ),
    ];
  };
  return [
    `${number(coverage.operations)} operations, ${number(coverage.classes)} classes, ${number(coverage.enums)} enums`,
    `${number(total.total)} types, ${knownShare(total).toFixed(2)} % known`,
    ...evidenceStates.map(
      (state) => `  ${state.padEnd(9)}  ${number(total[state]).padStart(6)}  ${stateWords[state]}`,
    ),
    "",
    "Rules",
    ...rules.map(
      ({ name, words, counts }) => `  ${name.padEnd(width)}  ${number(counts.total).padStart(6)}  ${words}`,
    ),
    ...table("Agents and entities", groups),
    ...table("Classes", classRows),
    "",
    `Unknown (${number(unknown.length)})`,
    ...unknown.map(({ subject, type, sources }) => `  ${subject}: ${type}  ${sources.join("  ")}`),
    ...(coverage.samples === undefined ? [] : ["", "Samples that differ from the contract"]),
    ...(coverage.samples ?? []).map(
      ({ id, count, sentence }) => `  ${id.padEnd(width)}  ${number(count).padStart(6)}  ${sentence}`,
    ),
    "",
  ].join("\n");
}
