import { shareOf, type Tally } from "../report.ts";
import { operationKinds } from "./operation-mutations.ts";
import { schemaKinds } from "./schema-kinds.ts";
import type { SpecMutation } from "./spec-mutation.ts";
import { type SpecVerdict, type Witness, witnesses } from "./spec-proof.ts";
import { excusesWithoutTypes, specExcuses } from "./spec-rules.ts";

/** The proof over the contract as it is written to `.results/spec-mutation.json`. */
export interface SpecMutationReport {
  readonly total: Tally;
  readonly share: number;
  readonly kinds: readonly Tally[];
  /** How many changes each witness noticed, and how many it alone did. */
  readonly witnesses: readonly { readonly id: Witness; readonly killed: number; readonly alone: number }[];
  /** Changes that samples do not notice, only what was made of the contract. */
  readonly withoutEvidence: number;
  readonly rules: readonly { readonly id: string; readonly sentence: string; readonly count: number }[];
  readonly survivors: readonly string[];
}

const nameOf = ({ kind, where }: SpecMutation): string => `${kind} ${where}`;

/** Adds verdicts up. */
export function specMutationReport(verdicts: readonly SpecVerdict[]): SpecMutationReport {
  const kinds = [...schemaKinds.map(({ id }) => id), ...Object.keys(operationKinds)];
  const total = tally("all", verdicts);
  return {
    total,
    share: shareOf(total),
    kinds: kinds.map((kind) =>
      tally(
        kind,
        verdicts.filter(({ mutation }) => mutation.kind === kind),
      ),
    ),
    witnesses: witnesses.map((id) => ({
      id,
      killed: verdicts.filter(({ killedBy }) => killedBy.includes(id)).length,
      alone: verdicts.filter(({ killedBy }) => killedBy.length === 1 && killedBy[0] === id).length,
    })),
    withoutEvidence: verdicts.filter(
      ({ result, killedBy }) =>
        result === "killed" && !killedBy.includes("samples") && !killedBy.includes("messages"),
    ).length,
    rules: [
      ...specExcuses.map((rule) => ({ ...rule, isAlways: true })),
      ...excusesWithoutTypes.map((rule) => ({ ...rule, isAlways: false })),
    ].flatMap(({ id, sentence, isAlways }) => {
      const count = verdicts.filter(({ result, rule }) => result === "excused" && rule === id).length;
      return isAlways || count > 0 ? [{ id, sentence, count }] : [];
    }),
    survivors: verdicts.filter(({ result }) => result === "survived").map(({ mutation }) => nameOf(mutation)),
  };
}

function tally(name: string, verdicts: readonly SpecVerdict[]): Tally {
  const count = (result: SpecVerdict["result"]): number =>
    verdicts.filter((verdict) => verdict.result === result).length;
  return { name, killed: count("killed"), excused: count("excused"), survived: count("survived") };
}

const pad = (count: number): string => String(count).padStart(8);

/** The proof for a terminal. */
export function renderSpecMutations(report: SpecMutationReport): string {
  const { total, share, kinds, witnesses: seen, withoutEvidence, rules, survivors } = report;
  return [
    "Changes of the contract                             killed excused survived",
    ...[...kinds, total].map(
      ({ name, killed, excused, survived }) =>
        `  ${name.padEnd(48)}${pad(killed)}${pad(excused)}${pad(survived)}`,
    ),
    "  witness                                           killed   alone",
    ...seen.map(({ id, killed, alone }) => `  ${id.padEnd(48)}${pad(killed)}${pad(alone)}`),
    `  ${withoutEvidence} are noticed by no sample, only by what was made of the contract: once all is made anew, nothing notices them`,
    "  Excused by rule",
    ...rules.map(({ id, count, sentence }) => `  ${id.padEnd(24)}${pad(count)}  ${sentence}`),
    ...survivors.map((survivor) => `  SURVIVED ${survivor}`),
    `  ${(share * 100).toFixed(2)} % of ${total.killed + total.survived} changes without an excuse noticed`,
  ].join("\n");
}
