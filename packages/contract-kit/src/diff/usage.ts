import { type ContractDocument, operationsOf } from "../contract/document.ts";
import { isArray, isObject, type Json } from "../json/json.ts";
import { type Direction, directions } from "../samples/sample.ts";

/** Where a class is met: the halves of exchanges, and the operations. */
export interface Usage {
  readonly halves: Set<Direction>;
  readonly operationIds: Set<string>;
}

/** Where every class of a contract is met, through whatever holds it. */
export function usageOf(document: ContractDocument): ReadonlyMap<string, Usage> {
  const reach = reachOf(document);
  const usage = new Map<string, Usage>();
  for (const { operationId, operation } of operationsOf(document)) {
    const bodies: Readonly<Record<Direction, Json | undefined>> = {
      request: [operation["requestBody"] ?? {}, operation["parameters"] ?? []],
      response: operation["responses"],
    };
    for (const direction of directions) {
      for (const name of reach(bodies[direction])) {
        const own = usage.get(name) ?? { halves: new Set(), operationIds: new Set() };
        own.halves.add(direction);
        own.operationIds.add(operationId);
        usage.set(name, own);
      }
    }
  }
  return usage;
}

/** Finds the classes that a node reaches. What a class reaches is found once. */
function reachOf(document: ContractDocument): (node: Json | undefined) => ReadonlySet<string> {
  const direct = new Map<string, readonly string[]>();
  const referencesIn = (key: string, node: Json | undefined): readonly string[] => {
    const known = direct.get(key);
    if (known !== undefined) return known;
    const found = references(node);
    direct.set(key, found);
    return found;
  };
  return (node) => {
    const classes = new Set<string>();
    const seen = new Set<string>();
    const queue = [...references(node)];
    for (let reference = queue.pop(); reference !== undefined; reference = queue.pop()) {
      if (seen.has(reference)) continue;
      seen.add(reference);
      const [, section = "", name = ""] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(reference) ?? [];
      if (section === "schemas") classes.add(name);
      queue.push(...referencesIn(reference, document.components[section]?.[name]));
    }
    return classes;
  };
}

function references(node: Json | undefined): string[] {
  if (isArray(node)) return node.flatMap(references);
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === "$ref" && typeof value === "string" ? [value] : references(value),
  );
}
