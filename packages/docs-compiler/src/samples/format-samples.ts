import { sampleRules } from "./sample-rules.ts";
import type { SampleReport } from "./validate-samples.ts";

const number = (value: number): string => value.toLocaleString("en-US");

/** The result of validation for people: a line for each class, and each failure that no rule explains. */
export function formatSamples(report: SampleReport): string {
  const width = Math.max(...sampleRules.map(({ id }) => id.length));
  return [
    `${number(report.messages)} messages, ${number(report.bodies)} bodies; ${number(report.clean)} messages without a fault`,
    ...sampleRules.map(
      ({ id, sentence, wrong }) =>
        `${number(report.classes[id]).padStart(6)}  ${id.padEnd(width)}  ${sentence}${wrong === "contract" ? " (contract)" : ""}`,
    ),
    `${number(report.unclassified.length).padStart(6)}  ${"without a class".padEnd(width)}`,
    ...report.unclassified.map(
      ({ source, side, at, kind, expected, value }) =>
        `${source}: ${kind}: ${side} ${at} is ${JSON.stringify(value)?.slice(0, 80)}, expected ${expected}`,
    ),
    "",
  ].join("\n");
}
