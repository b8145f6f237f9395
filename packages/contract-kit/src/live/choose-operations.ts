import type { ContractDocument, DocumentOperation } from "../contract/document.ts";
import { operationsOf } from "../contract/document.ts";

/** Operations to call, and those that were on the list and are not called. */
export interface Chosen {
  readonly operations: readonly DocumentOperation[];
  /** Ids that only a pattern named, and that write. */
  readonly leftOut: readonly string[];
  /** Ids on the list that write and that nobody allowed. */
  readonly refused: readonly string[];
  /** Entries of the lists that name no operation. */
  readonly unknown: readonly string[];
}

/** True where an operation only reads: GET, and what the contract marks as safe. */
export const isSafe = ({ method, operation }: DocumentOperation): boolean =>
  method === "get" || method === "head" || operation["x-safe"] === true;

/**
 * Picks operations by a list of ids and patterns, in which `*` stands for anything. What writes is called only where
 * `writes` names it by its whole id: a pattern never lets a write through.
 */
export function chooseOperations(
  document: ContractDocument,
  list: readonly string[],
  writes: readonly string[] = [],
): Chosen {
  const all = operationsOf(document);
  const ids = new Set(all.map(({ operationId }) => operationId));
  const matchers = list.map((entry) => ({ entry, matches: matcher(entry) }));
  const named = all.filter(({ operationId }) => matchers.some(({ matches }) => matches(operationId)));
  const allowed = new Set(writes);
  const operations = named.filter((found) => isSafe(found) || allowed.has(found.operationId));
  const barred = named.filter((found) => !operations.includes(found)).map(({ operationId }) => operationId);
  return {
    operations,
    leftOut: barred.filter((id) => !list.includes(id)),
    refused: barred.filter((id) => list.includes(id)),
    unknown: [
      ...matchers
        .filter(({ matches }) => !all.some(({ operationId }) => matches(operationId)))
        .map(({ entry }) => entry),
      ...writes.filter((id) => !ids.has(id)),
    ],
  };
}

function matcher(entry: string): (id: string) => boolean {
  if (!entry.includes("*")) return (id) => id === entry;
  const pattern = new RegExp(
    `^${entry
      .split("*")
      .map((part) => part.replace(/[.+?^$()|[\]{}\\]/g, "\\$&"))
      .join(".*")}$`,
  );
  return (id) => pattern.test(id);
}
