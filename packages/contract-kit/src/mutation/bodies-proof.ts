import type { OperationValidators } from "@so-webapi/validators";
import { unexcused } from "../checks/faults.ts";
import type { ContractDocument } from "../contract/document.ts";
import { isDictionary, placeSchema } from "../contract/schema-at.ts";
import type { Json, JsonObject } from "../json/json.ts";
import { type Direction, directions, faultsOf, readBody, type Sample } from "../samples/sample.ts";
import { bodyKinds } from "./body-kinds.ts";
import { type BodyMutation, describe } from "./mutation.ts";
import { bodyMutations } from "./mutations.ts";
import { faultStays, pageExcuses } from "./page-rules.ts";
import { excuses, type Rule } from "./rules.ts";

/** What became of the mutations of one kind. */
export interface BodiesTally {
  killed: number;
  excused: number;
  survived: number;
  /** Changes at places of which the contract knows nothing: there is nothing to break. */
  open: number;
}

/** The proof over every page's sample. */
export interface BodiesProof {
  /** Bodies that ran green before they were changed. */
  readonly bodies: number;
  /** Bodies that a check has no schema for, or that were not green: nothing was changed in them. */
  readonly without: number;
  readonly total: BodiesTally;
  readonly kinds: ReadonlyMap<string, BodiesTally>;
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
  readonly loadValidators: (operationId: string) => Promise<OperationValidators | undefined>;
  /** Most survivors and contested changes that are listed. */
  readonly listed?: number;
}

const emptyTally = (): BodiesTally => ({ killed: 0, excused: 0, survived: 0, open: 0 });

/**
 * Every mutation of every body, judged by the shipped validators of the closed profile. Verdicts are counted and not
 * kept: there are hundreds of thousands.
 */
export async function proveBodies({
  document,
  samples,
  loadValidators,
  listed = 50,
}: BodiesProofOptions): Promise<BodiesProof> {
  const kinds = new Map(bodyKinds.map(({ id }) => [id, emptyTally()]));
  const rules = new Map<string, number>();
  const byKind = rulesByKind();
  const [survivors, contested]: [string[], string[]] = [[], []];
  let [bodies, without] = [0, 0];
  for (const sample of samples) {
    const validators = await loadValidators(sample.operationId);
    for (const direction of directions) {
      if (sample[direction].body === "") continue;
      const holds = judge(validators, sample, direction);
      const reading = readBody(sample, direction);
      if (holds === undefined || !reading.ok || !holds(reading.body)) {
        without++;
        continue;
      }
      bodies++;
      for (const mutation of bodyMutations(document, sample, direction)) {
        const tally = kinds.get(mutation.kind) ?? emptyTally();
        if (isOpen(document, mutation)) {
          tally.open++;
          continue;
        }
        const isKilled = !holds(mutation.body());
        const rule = byKind.get(mutation.kind)?.find(({ applies }) => applies(mutation, document))?.id;
        if (isKilled) {
          tally.killed++;
          if (rule !== undefined && contested.push(`${describe(mutation)} (${rule})`) > listed)
            contested.pop();
          continue;
        }
        const excuse = rule ?? (faultStays.applies(mutation, document) ? faultStays.id : undefined);
        if (excuse === undefined) {
          tally.survived++;
          if (survivors.length < listed) survivors.push(describe(mutation));
        } else {
          tally.excused++;
          rules.set(excuse, (rules.get(excuse) ?? 0) + 1);
        }
      }
    }
  }
  const total = emptyTally();
  for (const tally of kinds.values())
    for (const name of ["killed", "excused", "survived", "open"] as const) total[name] += tally[name];
  return { bodies, without, total, kinds, rules, survivors, contested };
}

function judge(
  validators: OperationValidators | undefined,
  sample: Sample,
  direction: Direction,
): ((body: Json) => boolean) | undefined {
  const check =
    direction === "request" ? validators?.request : validators?.responses[String(sample.response.status)];
  const faults = faultsOf(sample, direction);
  return check && ((body) => unexcused(body, check(body), faults).ok);
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

/**
 * The contract knows nothing of the place: no schema, one without a type, or a list or dictionary of such. Kinds that
 * change what stands inside ask for the schema inside.
 */
function isOpen(document: ContractDocument, { kind, place: { at } }: BodyMutation): boolean {
  if (at === undefined || saysNothing(at.schema)) return true;
  const inside = isDictionary(at.schema) ? at.schema["additionalProperties"] : at.schema["items"];
  const changesInside =
    (kind.startsWith("element-") || kind === "root-wrapped" || kind === "wrapped-in-array") &&
    typesOfList(at.schema);
  return changesInside && (inside === undefined || saysNothing(placeSchema(document, inside).schema));
}

const typesOfList = (schema: JsonObject): boolean => [schema["type"]].flat().includes("array");

const saysNothing = (schema: JsonObject): boolean =>
  schema["type"] === undefined && schema["anyOf"] === undefined && schema["enum"] === undefined;

/** Killed of what no rule excuses and of what the contract knows, 0 to 1. */
export const bodiesShare = ({ killed, survived }: BodiesTally): number =>
  killed + survived === 0 ? 0 : killed / (killed + survived);

/** The proof for a terminal. */
export function renderBodiesProof({
  total,
  kinds,
  rules,
  survivors,
  contested,
  bodies,
  without,
}: BodiesProof): string {
  const pad = (count: number): string => String(count).padStart(9);
  const row = (name: string, tally: BodiesTally): string =>
    `  ${name.padEnd(48)}${pad(tally.killed)}${pad(tally.excused)}${pad(tally.survived)}${pad(tally.open)}`;
  const sentence = (id: string): string =>
    [...excuses, ...pageExcuses, faultStays].find((rule) => rule.id === id)?.sentence ?? "";
  return [
    "Mutations of every page's sample                      killed  excused survived     open",
    ...[...kinds].map(([kind, tally]) => row(kind, tally)),
    row("all", total),
    "  Excused by rule",
    ...[...rules].map(([id, count]) => `  ${id.padEnd(24)}${pad(count)}  ${sentence(id)}`),
    ...survivors.map((one) => `  SURVIVED ${one}`),
    ...contested.map((one) => `  CONTESTED ${one}`),
    `  ${(bodiesShare(total) * 100).toFixed(3)} % of ${total.killed + total.survived} mutants without an excuse killed, in ${bodies} bodies (${without} have no schema: null after 204, bytes)`,
  ].join("\n");
}
