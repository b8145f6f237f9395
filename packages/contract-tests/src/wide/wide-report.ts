import type { ContractDocument } from "@so-webapi/contract-kit/contract";
import { habitsOf, pageHabits } from "@so-webapi/contract-kit/pages";
import type { PageSample } from "./page-samples.ts";

/** One column of the wide matrix. */
export interface WideColumn {
  readonly id: string;
  readonly passed: number;
  /** `operationId: first problem`. */
  readonly failed: readonly string[];
  /** What the column looked at, where that is not every sample. */
  readonly note?: string;
}

/** Faults and habits of the samples by class. */
export function faultCounts(
  document: ContractDocument,
  samples: readonly PageSample[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (name: string): unknown => counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const sample of samples) {
    for (const { fault } of sample.faults) count(fault);
    const habits = habitsOf(document, sample).filter((habit) => !sample.headClasses.includes(habit));
    for (const name of [...sample.headClasses, ...habits]) count(name);
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The wide matrix for a terminal. */
export function renderWide(
  samples: number,
  columns: readonly WideColumn[],
  faults: ReadonlyMap<string, number>,
): string {
  const pad = (count: number): string => String(count).padStart(9);
  const sentence = (name: string): string =>
    name in pageHabits ? `  ${pageHabits[name as keyof typeof pageHabits]}` : "";
  return [
    `Every sample of the pages (${samples})                        ok   FAILED`,
    ...columns.flatMap(({ id, passed, failed, note }) => [
      `  ${id.padEnd(48)}${pad(passed)}${pad(failed.length)}${note === undefined ? "" : `  ${note}`}`,
      ...failed.slice(0, 50).map((problem) => `    FAILED ${problem}`),
    ]),
    "  Faults of the samples by class, each at its place",
    ...[...faults].map(([name, count]) => `  ${name.padEnd(48)}${pad(count)}${sentence(name)}`),
  ].join("\n");
}
