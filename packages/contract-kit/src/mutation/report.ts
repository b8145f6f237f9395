import { bodyKinds } from "./body-kinds.ts";
import { messageKinds } from "./message-kinds.ts";
import { describe } from "./mutation.ts";
import type { Verdict } from "./proof.ts";
import { excuses, tolerances } from "./rules.ts";

/** Killed, excused and survived of one group of mutations. */
export interface Tally {
  readonly name: string;
  readonly killed: number;
  readonly excused: number;
  readonly survived: number;
}

/** The proof over samples as it is written to `.results/mutation.json`. */
export interface MutationReport {
  readonly total: Tally;
  /** Killed of those that no rule excuses, 0 to 1. */
  readonly share: number;
  readonly kinds: readonly Tally[];
  readonly operations: readonly Tally[];
  readonly checks: readonly {
    readonly id: string;
    readonly seen: number;
    readonly killed: number;
    readonly alone: number;
  }[];
  readonly rules: readonly { readonly id: string; readonly sentence: string; readonly count: number }[];
  readonly tolerances: readonly { readonly id: string; readonly sentence: string; readonly count: number }[];
  readonly survivors: readonly string[];
  readonly contested: readonly string[];
}

/** Adds verdicts up. */
export function mutationReport(verdicts: readonly Verdict[]): MutationReport {
  const total = tally("all", verdicts);
  const operations = new Set(verdicts.map(({ mutation }) => `${mutation.operationId} ${mutation.direction}`));
  const checks = new Set(verdicts.flatMap(({ seenBy }) => seenBy));
  return {
    total,
    share: shareOf(total),
    kinds: [...bodyKinds, ...messageKinds].map(({ id }) =>
      tally(
        id,
        verdicts.filter(({ mutation }) => mutation.kind === id),
      ),
    ),
    operations: [...operations].map((name) =>
      tally(
        name,
        verdicts.filter(({ mutation }) => `${mutation.operationId} ${mutation.direction}` === name),
      ),
    ),
    checks: [...checks].map((id) => ({
      id,
      seen: verdicts.filter(({ seenBy }) => seenBy.includes(id)).length,
      killed: verdicts.filter(({ killedBy }) => killedBy.includes(id)).length,
      alone: verdicts.filter(({ killedBy }) => killedBy.length === 1 && killedBy[0] === id).length,
    })),
    rules: excuses.map(({ id, sentence }) => ({
      id,
      sentence,
      count: verdicts.filter(({ result, rule }) => result === "excused" && rule === id).length,
    })),
    tolerances: tolerances.map(({ id, sentence }) => ({
      id,
      sentence,
      count: verdicts.filter(({ tolerance }) => tolerance === id).length,
    })),
    survivors: verdicts
      .filter(({ result }) => result === "survived")
      .map(({ mutation }) => describe(mutation)),
    contested: verdicts
      .filter(({ contested }) => contested !== undefined)
      .map(
        ({ mutation, contested, rule, tolerance }) =>
          `${contested} refuses ${describe(mutation)} (${rule ?? tolerance})`,
      ),
  };
}

/** Killed of what is not excused. Nothing to kill is no success. */
export const shareOf = ({ killed, survived }: Tally): number =>
  killed + survived === 0 ? 0 : killed / (killed + survived);

function tally(name: string, verdicts: readonly Verdict[]): Tally {
  const count = (result: Verdict["result"]): number =>
    verdicts.filter((verdict) => verdict.result === result).length;
  return { name, killed: count("killed"), excused: count("excused"), survived: count("survived") };
}

/** The proof for a terminal. */
export function renderMutations(title: string, report: MutationReport): string {
  const {
    total,
    share,
    kinds,
    operations,
    checks,
    rules,
    tolerances: tolerated,
    survivors,
    contested,
  } = report;
  const rows = (tallies: readonly Tally[]): string[] =>
    tallies.map(
      ({ name, killed, excused, survived }) =>
        `  ${name.padEnd(48)}${pad(killed)}${pad(excused)}${pad(survived)}`,
    );
  const rule = ({ id, count, sentence }: { id: string; count: number; sentence: string }): string =>
    `  ${id.padEnd(24)}${pad(count)}  ${sentence}`;
  return [
    `${title}${"".padEnd(Math.max(1, 50 - title.length))}  killed excused survived`,
    ...rows(operations),
    ...rows(kinds),
    ...rows([total]),
    "  check                                               seen  killed   alone",
    ...checks.map(
      ({ id, seen, killed, alone }) => `  ${id.padEnd(48)}${pad(seen)}${pad(killed)}${pad(alone)}`,
    ),
    "  Excused by rule",
    ...rules.map(rule),
    "  Killed, and taken by the platform all the same",
    ...tolerated.map(rule),
    ...survivors.map((survivor) => `  SURVIVED ${survivor}`),
    ...contested.map((line) => `  CONTESTED ${line}`),
    `  ${(share * 100).toFixed(2)} % of ${total.killed + total.survived} mutants without an excuse killed`,
  ].join("\n");
}

const pad = (count: number): string => String(count).padStart(8);
