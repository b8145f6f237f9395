import { UsageError } from "@so-webapi/command-line";
import type { ContractDocument } from "../contract/document.ts";
import { operationsOf } from "../contract/document.ts";

const most = 5;

/** An operation that the contract does not have, with those that its name is like. */
export function unknownOperation(document: ContractDocument, ids: readonly string[]): UsageError {
  const near = ids.flatMap((id) => nearOperations(document, id)).slice(0, most);
  const hint = near.length === 0 ? "" : `; did you mean ${near.join(", ")}?`;
  return new UsageError(`the contract has no operation ${ids.join(", ")}${hint}`);
}

/** Ids that share words with a name: all of them first, then most of them. */
function nearOperations(document: ContractDocument, name: string): string[] {
  const wanted = wordsOf(name);
  return operationsOf(document)
    .map(({ operationId }) => ({ operationId, share: likeness(wanted, wordsOf(operationId)) }))
    .filter(({ share }) => share >= 0.5)
    .sort((a, b) => b.share - a.share)
    .slice(0, most)
    .map(({ operationId }) => operationId);
}

/** `v1ContactAgent_GetMyActiveContacts`: contact, agent, get, my, active, contacts. */
const wordsOf = (name: string): ReadonlySet<string> =>
  new Set(
    name
      .replace(/^v1/i, "")
      .split(/[_\W]+|(?<=[a-z\d])(?=[A-Z])/)
      .map((word) => word.toLowerCase())
      .filter(Boolean),
  );

/** Words in both, of the words in either, 0 to 1; all that was asked for counts as most. */
function likeness(wanted: ReadonlySet<string>, words: ReadonlySet<string>): number {
  const both = [...wanted].filter((word) => words.has(word)).length;
  const either = wanted.size + words.size - both;
  return Math.max(both / either, wanted.size > 1 && both === wanted.size ? 0.9 : 0);
}
