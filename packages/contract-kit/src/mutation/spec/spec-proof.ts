import { specRequest, specResponse } from "../../checks/spec.ts";
import { classProblems, type Table, tableAgrees } from "../../checks/table.ts";
import type { LoadValidators } from "../../contract/contract.ts";
import type { ContractDocument } from "../../contract/document.ts";
import type { Sample } from "../../samples/sample.ts";
import { ClassCompiler } from "./class-judge.ts";
import { ClassVerdicts } from "./class-verdict.ts";
import { sampleInstances } from "./instances.ts";
import { probeInstances } from "./probes.ts";
import type { ClassMutation, SpecMutation } from "./spec-mutation.ts";
import { excusesWithoutTypes, specExcuses } from "./spec-rules.ts";

/** What can notice a changed contract. */
export type Witness =
  /** A sample, or a mutation of one, is judged otherwise. */
  | "samples"
  /** A sample's request line, headers, status or media type is judged otherwise. */
  | "messages"
  /** No sample notices, but a value that was made up of the contract is judged otherwise. */
  | "probes"
  /** The shipped operation table says something else. */
  | "table.agrees"
  /** The shipped type says something else. */
  | "types.agree";

/** All that can notice a change of the contract, in the order of reports. */
export const witnesses: readonly Witness[] = ["samples", "messages", "probes", "table.agrees", "types.agree"];

/** What became of one change of the contract. */
export interface SpecVerdict {
  readonly mutation: SpecMutation;
  readonly result: "killed" | "excused" | "survived";
  readonly killedBy: readonly Witness[];
  readonly rule?: string;
}

export interface SpecProofOptions {
  /** The closed profile. */
  readonly document: ContractDocument;
  readonly samples: readonly Sample[];
  readonly loadValidators: LoadValidators;
  readonly mutations: readonly SpecMutation[];
  /**
   * The operation table that ships with the packed contract. Left out, `table.agrees` has no say: a contract of the
   * caller's own has no such table.
   */
  readonly table?: Table;
  /** Says whether types that were made of the contract notice a change. Default: `types.agree` has no say. */
  readonly typesNotice?: (mutation: SpecMutation) => boolean;
}

/** Puts every change of the contract to every witness. */
export async function proveSpec(options: SpecProofOptions): Promise<SpecVerdict[]> {
  const { document, samples, table, typesNotice, mutations } = options;
  const compiler = new ClassCompiler(document);
  const bySample = new ClassVerdicts(document, compiler, sampleInstances(document, samples));
  const byProbe = new ClassVerdicts(document, compiler, probeInstances(document));
  const soundMessages = await sound(samples, (sample) => messageHolds(options, document, sample));
  const rowHolds = async (changed: ContractDocument, sample: Sample): Promise<boolean> =>
    table === undefined || tableAgrees(changed, table, sample).ok;
  const soundRows = await sound(samples, (sample) => rowHolds(document, sample));
  const rules = typesNotice === undefined ? [...specExcuses, ...excusesWithoutTypes] : specExcuses;
  const verdicts: SpecVerdict[] = [];
  for (const mutation of mutations) {
    const killedBy: Witness[] = [];
    if (mutation.of === "class") {
      if (bySample.changes(mutation)) killedBy.push("samples");
      else if (byProbe.changes(mutation)) killedBy.push("probes");
      if (noticedByTable(options, mutation)) killedBy.push("table.agrees");
      if (typesNotice?.(mutation) === true) killedBy.push("types.agree");
    } else {
      if (await anyRed(soundMessages, (sample) => messageHolds(options, mutation.document(), sample))) {
        killedBy.push("messages");
      }
      if (await anyRed(soundRows, (sample) => rowHolds(mutation.document(), sample))) {
        killedBy.push("table.agrees");
      }
    }
    const rule = rules.find(({ applies }) => applies(mutation))?.id;
    const result = killedBy.length > 0 ? "killed" : rule === undefined ? "survived" : "excused";
    verdicts.push({ mutation, result, killedBy, ...(rule === undefined ? {} : { rule }) });
  }
  return verdicts;
}

/** The table has a shape only of classes that an operation's bodies reach. It says nothing where it differs already. */
function noticedByTable({ document, table }: SpecProofOptions, mutation: ClassMutation): boolean {
  const { class: name } = mutation;
  if (table === undefined) return false;
  return !differsFromTable(name, document, table) && differsFromTable(name, mutation.document(), table);
}

function differsFromTable(name: string, changed: ContractDocument, { shapes }: Table): boolean {
  if (shapes.classes[name] === undefined && shapes.enums[name] === undefined) return false;
  const own = { classes: only(shapes.classes, name), enums: only(shapes.enums, name) };
  return !safely(() =>
    classProblems(changed, own, [name]).every((problem) => !problem.startsWith(`${name}:`)),
  );
}

const only = <Value>(table: Readonly<Record<string, Value>>, name: string): Record<string, Value> => {
  const value = table[name];
  return value === undefined ? {} : { [name]: value };
};

async function messageHolds(
  { loadValidators }: SpecProofOptions,
  document: ContractDocument,
  sample: Sample,
): Promise<boolean> {
  const target = { document, loadValidators };
  return (await specRequest(target, sample)).ok && (await specResponse(target, sample)).ok;
}

/** A check that cannot even read the document is red. */
async function anyRed(
  samples: readonly Sample[],
  holds: (sample: Sample) => Promise<boolean>,
): Promise<boolean> {
  for (const sample of samples) {
    const isGreen = await holds(sample).catch(() => false);
    if (!isGreen) return true;
  }
  return false;
}

/** The samples for which a check is green on the contract as it is; it has no say on the others. */
async function sound(
  samples: readonly Sample[],
  holds: (sample: Sample) => Promise<boolean>,
): Promise<Sample[]> {
  const verdicts = await Promise.all(samples.map((sample) => holds(sample).catch(() => false)));
  return samples.filter((_, index) => verdicts[index]);
}

/** A document that a check cannot even read disagrees. */
function safely(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}
