import type { Operation, Shapes } from "@so-webapi/operations";
import type { Contract } from "../contract/contract.ts";

/** Touched by every write: what can tell of anything stands under it. */
const ANY = "any";
/** Touched by a write of which nobody can say what it changes; everything stands under it. */
export const ALL = "all";

/** What answers tell of, and what writes change. */
export interface Tags {
  /** Names under which the answer of an operation is kept. */
  of(operation: Operation): readonly string[];
  /** Names that a write of an operation changes. */
  changedBy(operation: Operation): readonly string[];
}

/**
 * Tags by what the contract tells. An answer stands under the group of its operation, agent and entity of one name alike,
 * and under every class that can be in it, at whatever depth; one with rows, in which every column can be, and one without
 * a class are gone with every write. A write changes its group and the classes that it takes and gives; one of which none is
 * an entity drops everything.
 *
 * @example
 * tags.changedBy(operation("v1PersonAgent_SavePersonEntity")); // ["any", "person"]
 * tags.of(operation("v1ContactEntity_GetContactEntity")); // ["all", "contact", "business", "person", …]
 */
export function tagsOf(contract: Pick<Contract, "operations" | "shapes">): Tags {
  // Tables are made when the first of them is needed: who keeps no answers pays nothing.
  let entities: ReadonlySet<string> | undefined;
  const changedBy = once(({ group, request, responses }) => {
    const name = group.name.toLowerCase();
    const told = [request?.class, responses["200"]?.class].flatMap((one) =>
      one === undefined ? [] : [thingOf(one)],
    );
    entities ??= new Set(
      contract.operations.flatMap(({ group: { kind, name } }) =>
        kind === "entity" ? [name.toLowerCase()] : [],
      ),
    );
    const { has } = entities;
    if (![name, ...told].some(has, entities)) return [ALL, ANY];
    return [...new Set([ANY, name, ...told])];
  });
  let changeable: ReadonlySet<string> | undefined;
  const within = new Map<string, readonly string[]>();

  /** Things that a class can hold, itself included, as far as anything can change them. */
  function inClass(name: string): readonly string[] {
    const known = within.get(name);
    if (known !== undefined) return known;
    changeable ??= new Set(contract.operations.filter(({ safe }) => !safe).flatMap(changedBy));
    const found = new Set<string>();
    for (const one of reachedFrom(name, contract.shapes.classes)) {
      const thing = thingOf(one);
      if (changeable.has(thing)) found.add(thing);
    }
    within.set(name, [...found]);
    return [...found];
  }
  const of = once(({ group, responses }) => {
    const given = responses["200"]?.class;
    const isOpen = given === undefined || /^(?:OData|Archive)/.test(given);
    const told = given === undefined ? [] : inClass(given);
    return [...new Set([ALL, ...(isOpen ? [ANY] : []), group.name.toLowerCase(), ...told])];
  });
  return { of, changedBy };
}

function once(
  make: (operation: Operation) => readonly string[],
): (operation: Operation) => readonly string[] {
  const made = new Map<string, readonly string[]>();
  return (operation) => {
    const tags = made.get(operation.operationId) ?? make(operation);
    made.set(operation.operationId, tags);
    return tags;
  };
}

/** What a class is a form of: `contact` of `ContactEntityWithLinks` and of `ContactEntityInput`. */
function thingOf(name: string): string {
  return name.replace(/(?:Entity)?(?:WithLinks)?(?:Input)?$/, "").toLowerCase();
}

function reachedFrom(name: string, classes: Shapes["classes"]): string[] {
  const reached = new Set<string>();
  const open = [name];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    for (const property of Object.values(classes[at] ?? {})) {
      if (property.class !== undefined) open.push(property.class);
    }
  }
  return [...reached];
}
