import { compareSides, type ParityRow } from "./compare-sides.ts";
import type { SoapDescriptors } from "./descriptors.ts";
import { groupBy } from "./group-by.ts";
import { type ParitySide, type RestContract, restSide, soapSide } from "./parity-side.ts";

/** What differs for one operation, itself and through the types that it carries. */
export interface OperationParity {
  /** `Contact.GetMyActiveContacts`. */
  readonly key: string;
  /** Sides that have the operation. */
  readonly sides: readonly string[];
  /** Differences of the operation itself. */
  readonly rows: readonly ParityRow[];
  /** Names of the classes and enumerations it carries, however deep, that differ between sides that have it. */
  readonly types: readonly string[];
}

/** The comparison of every version with the next, and of the newest with REST. */
export interface ParityReport {
  /** In the order of comparison: `Services84`, ..., `Services88`, `REST`. */
  readonly sides: readonly string[];
  /** Every operation of every side, those without a difference too. */
  readonly operations: readonly OperationParity[];
  /** Every difference, step by step. */
  readonly rows: readonly ParityRow[];
}

/** Names that stand in a type word: `{string: FieldProperty}[]` has `string` and `FieldProperty`. */
const namesIn = (word: string): string[] => word.match(/[\w.]+/g) ?? [];

const carried = (side: ParitySide, key: string): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (word: string): void => {
    for (const name of namesIn(word)) {
      if (found.has(name) || (!side.classes.has(name) && !side.enums.has(name))) continue;
      found.add(name);
      for (const field of side.classes.get(name) ?? []) visit(field.type);
    }
  };
  const operation = side.operations.get(key);
  for (const field of [...(operation?.arguments ?? []), ...(operation?.results ?? [])]) visit(field.type);
  return found;
};

/** Compares the versions in rising order, each with the next, and the newest with REST where REST is given. */
export const soapParity = (versions: readonly SoapDescriptors[], rest?: RestContract): ParityReport => {
  const sides = [...versions].sort((a, b) => a.version - b.version).map(soapSide);
  if (rest !== undefined) sides.push(restSide(rest));
  const rows = sides.flatMap((side, index) => {
    const next = sides[index + 1];
    return next === undefined ? [] : compareSides(side, next);
  });
  const byOwner = groupBy(rows, ({ subject, owner }) =>
    subject === "operation" || subject === "argument" || subject === "result" ? owner : `type ${owner}`,
  );
  const keys = [...new Set(sides.flatMap(({ operations }) => [...operations.keys()]))].sort();
  const operations = keys.map((key): OperationParity => {
    const having = sides.filter((side) => side.operations.has(key));
    const labels = having.map(({ label }) => label);
    const types = new Set<string>();
    for (const side of having) {
      for (const name of carried(side, key)) {
        const differs = byOwner
          .get(`type ${name}`)
          ?.some(({ from, to }) => labels.includes(from) && labels.includes(to));
        if (differs === true) types.add(name);
      }
    }
    return { key, sides: labels, rows: byOwner.get(key) ?? [], types: [...types].sort() };
  });
  return { sides: sides.map(({ label }) => label), operations, rows };
};
