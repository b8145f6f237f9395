import type { OperationValidators } from "@so-webapi/validators";
import { unexcused } from "../checks/faults.ts";
import { checkSelected } from "../checks/selected.ts";
import type { LoadValidators } from "../contract/contract.ts";
import type { ContractDocument } from "../contract/document.ts";
import type { Json } from "../json/json.ts";
import { type Direction, directions, faultsOf, readBody, type Sample, sampleId } from "../samples/sample.ts";
import { bodyKinds } from "./body-kinds.ts";
import { type BodyMutation, describe } from "./mutation.ts";
import { bodyMutations } from "./mutations.ts";
import { isOpen } from "./open-places.ts";
import { faultStays, pageExcuses } from "./page-rules.ts";
import { excuses, type Rule } from "./rules.ts";

/** What became of the mutations of one kind or one body. */
export interface BodiesTally {
  killed: number;
  excused: number;
  survived: number;
  /** Changes at places of which the contract knows nothing: there is nothing to break. */
  open: number;
}

/** The proof over the bodies of samples. */
export interface BodiesProof {
  /** Bodies that ran green before they were changed. */
  readonly bodies: number;
  /** Bodies that the contract has no schema for, that a `$select` cut, or that were not green: nothing was changed in them. */
  readonly without: number;
  /** Those of them that were not green, as `sample request`: a check that is red already can kill nothing. */
  readonly notGreen: readonly string[];
  readonly total: BodiesTally;
  readonly kinds: ReadonlyMap<string, BodiesTally>;
  /** The same by `sample request` or `sample response`. */
  readonly operations: ReadonlyMap<string, BodiesTally>;
  /** How many changes each rule excused. */
  readonly rules: ReadonlyMap<string, number>;
  /** The first survivors. */
  readonly survivors: readonly string[];
  /** The first changes that a rule calls legal and a validator refuses. */
  readonly contested: readonly string[];
}

export interface BodiesProofOptions {
  /** The closed profile. */
  readonly document: ContractDocument;
  readonly samples: readonly Sample[];
  /** Checks of the closed profile. */
  readonly loadValidators: LoadValidators;
  /** Called after every sample. Default: nothing. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Most survivors and contested changes that are listed. Default: 50. */
  readonly listed?: number;
}

/**
 * Every mutation of every body, judged by the validators of the closed profile. Verdicts are counted and not kept: of all
 * pages there are hundreds of thousands.
 */
export async function proveBodies(options: BodiesProofOptions): Promise<BodiesProof> {
  const { document, samples, loadValidators, listed = 50, onProgress } = options;
  const counted = new Counted(document, listed);
  const notGreen: string[] = [];
  let [bodies, without] = [0, 0];
  for (const [index, sample] of samples.entries()) {
    const validators = await loadValidators(sample.operationId);
    for (const direction of directions) {
      if (sample[direction].body === "") continue;
      const name = `${sampleId(sample)} ${direction}`;
      const holds = judge(validators, sample, direction);
      const reading = readBody(sample, direction);
      const isGreen = holds !== undefined && reading.ok && holds(reading.body);
      if (!isGreen) {
        without++;
        if (holds !== undefined && !isCut(validators, sample, direction)) notGreen.push(name);
        continue;
      }
      bodies++;
      for (const mutation of bodyMutations(document, sample, direction))
        counted.add(name, mutation, () => !holds(mutation.body()));
    }
    onProgress?.({ done: index + 1, total: samples.length });
  }
  return { bodies, without, notGreen, ...counted.result() };
}

function judge(
  validators: OperationValidators | undefined,
  sample: Sample,
  direction: Direction,
): ((body: Json) => boolean) | undefined {
  const check = checkOf(validators, sample, direction);
  const faults = faultsOf(sample, direction);
  return check && ((body) => unexcused(body, check(body), faults).ok);
}

const checkOf = (validators: OperationValidators | undefined, { response }: Sample, direction: Direction) =>
  direction === "request" ? validators?.request : validators?.responses[String(response.status)];

/** The body keeps the contract but for what the request's `$select` left out. What is null anyway shows no change. */
function isCut(validators: OperationValidators | undefined, sample: Sample, direction: Direction): boolean {
  const check = direction === "response" && checkOf(validators, sample, direction);
  const reading = readBody(sample, direction);
  if (!check || !reading.ok) return false;
  const verdict = checkSelected(sample, check)(reading.body);
  return unexcused(reading.body, verdict, faultsOf(sample, direction)).ok;
}

const emptyTally = (): BodiesTally => ({ killed: 0, excused: 0, survived: 0, open: 0 });

/** Adds up what becomes of mutations. */
class Counted {
  readonly #document: ContractDocument;
  readonly #listed: number;
  readonly #kinds = new Map(bodyKinds.map(({ id }) => [id, emptyTally()]));
  readonly #operations = new Map<string, BodiesTally>();
  readonly #rules = new Map<string, number>();
  readonly #rulesOf = rulesByKind();
  readonly #survivors: string[] = [];
  readonly #contested: string[] = [];

  constructor(document: ContractDocument, listed: number) {
    this.#document = document;
    this.#listed = listed;
  }

  add(name: string, mutation: BodyMutation, isKilled: () => boolean): void {
    const result = this.#resultOf(mutation, isKilled);
    for (const [tallies, key] of [
      [this.#kinds, mutation.kind],
      [this.#operations, name],
    ] as const) {
      const tally = tallies.get(key) ?? emptyTally();
      tally[result]++;
      tallies.set(key, tally);
    }
  }

  #resultOf(mutation: BodyMutation, isKilled: () => boolean): keyof BodiesTally {
    if (isOpen(this.#document, mutation)) return "open";
    const document = this.#document;
    const rule = this.#rulesOf.get(mutation.kind)?.find(({ applies }) => applies(mutation, document))?.id;
    if (isKilled()) {
      if (rule !== undefined) this.#list(this.#contested, `${describe(mutation)} (${rule})`);
      return "killed";
    }
    const excuse = rule ?? (faultStays.applies(mutation, document) ? faultStays.id : undefined);
    if (excuse === undefined) {
      this.#list(this.#survivors, describe(mutation));
      return "survived";
    }
    this.#rules.set(excuse, (this.#rules.get(excuse) ?? 0) + 1);
    return "excused";
  }

  #list(list: string[], line: string): void {
    if (list.length < this.#listed) list.push(line);
  }

  result(): Omit<BodiesProof, "bodies" | "notGreen" | "without"> {
    const total = emptyTally();
    for (const tally of this.#kinds.values())
      for (const name of ["killed", "excused", "survived", "open"] as const) total[name] += tally[name];
    return {
      total,
      kinds: this.#kinds,
      operations: this.#operations,
      rules: this.#rules,
      survivors: this.#survivors,
      contested: this.#contested,
    };
  }
}

/** Rules are many and mutations more: those that say nothing of a kind are not asked about it. */
function rulesByKind(): ReadonlyMap<string, readonly Rule[]> {
  return new Map(
    bodyKinds.map(({ id }) => [
      id,
      [...excuses, ...pageExcuses].filter(({ kinds }) => kinds === undefined || kinds.includes(id)),
    ]),
  );
}

/** Killed of what no rule excuses and of what the contract knows, 0 to 1. Nothing to kill is no success. */
export const bodiesShare = ({ killed, survived }: BodiesTally): number =>
  killed + survived === 0 ? 0 : killed / (killed + survived);
