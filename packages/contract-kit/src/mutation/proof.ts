import type { Outcome } from "../checks/check.ts";
import type { ContractDocument } from "../contract/document.ts";
import type { Sample } from "../samples/sample.ts";
import type { Mutation } from "./mutation.ts";
import { excuses, tolerances } from "./rules.ts";

/** A check that mutations are put to. */
export interface MutantCheck {
  readonly id: string;
  /** The check has a say on what the mutation changed. */
  readonly sees: (mutation: Mutation) => boolean;
  /** Runs the check on one sample. */
  readonly run: (sample: Sample) => Promise<Outcome>;
  /** The check compares exactly, so it may kill what the contract admits; the others must let that pass. */
  readonly exact: boolean;
  /** The check judges as the platform does, so what the platform takes must pass it. */
  readonly tolerant: boolean;
}

/** Verdicts that were found elsewhere for all mutations at once, the compiler's above all. */
export type BatchVerdicts = ReadonlyMap<Mutation, boolean>;

/** What became of one mutation. */
export interface Verdict {
  readonly mutation: Mutation;
  readonly result: "killed" | "excused" | "survived";
  readonly killedBy: readonly string[];
  /** How many checks looked at it. */
  readonly seenBy: readonly string[];
  /** The rule that excuses it. */
  readonly rule?: string;
  /** The rule by which the platform takes it all the same. */
  readonly tolerance?: string;
  /** A legal mutation that a check of the contract refused, or a tolerated one that a tolerant check refused. */
  readonly contested?: string;
}

export interface ProofOptions {
  readonly document: ContractDocument;
  readonly mutations: readonly Mutation[];
  readonly checks: readonly MutantCheck[];
  /** By operation: the checks that ran green on the original. No other check may kill. */
  readonly green: ReadonlyMap<string, ReadonlySet<string>>;
  readonly batches?: readonly { readonly id: string; readonly killed: BatchVerdicts }[];
}

/** Puts every mutation to every check that sees it and ran green on the original, and judges what is left over. */
export async function prove({
  document,
  mutations,
  checks,
  green,
  batches = [],
}: ProofOptions): Promise<Verdict[]> {
  const lanes = checks.map(async (check) => {
    const outcomes = new Map<Mutation, boolean>();
    for (const mutation of mutations) {
      if (green.get(mutation.operationId)?.has(check.id) !== true || !check.sees(mutation)) continue;
      outcomes.set(mutation, !(await check.run(mutation.sample())).ok);
    }
    return { check, outcomes };
  });
  const results = await Promise.all(lanes);
  return mutations.map((mutation): Verdict => {
    const killedBy: string[] = [];
    const seenBy: string[] = [];
    for (const { id, killed } of [
      ...results.map(({ check, outcomes }) => ({ id: check.id, killed: outcomes })),
      ...batches,
    ]) {
      const verdict = killed.get(mutation);
      if (verdict === undefined) continue;
      seenBy.push(id);
      if (verdict) killedBy.push(id);
    }
    const rule = excuses.find(({ applies }) => applies(mutation, document))?.id;
    const tolerance = tolerances.find(({ applies }) => applies(mutation, document))?.id;
    const refusing = killedBy.find((id) => {
      const check = checks.find((one) => one.id === id);
      if (check === undefined) return rule !== undefined;
      return (rule !== undefined && !check.exact) || (tolerance !== undefined && check.tolerant);
    });
    const result = killedBy.length > 0 ? "killed" : rule === undefined ? "survived" : "excused";
    return {
      mutation,
      result,
      killedBy,
      seenBy,
      ...(rule === undefined ? {} : { rule }),
      ...(tolerance === undefined ? {} : { tolerance }),
      ...(refusing === undefined ? {} : { contested: refusing }),
    };
  });
}
