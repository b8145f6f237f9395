import type { Evidence, EvidenceFact, EvidenceOwner } from "./collect-evidence.ts";

/** What a subject names: an owner with all or some of its facts. */
export type Found =
  | { readonly found: true; readonly owner: EvidenceOwner; readonly facts: readonly EvidenceFact[] }
  /** Names that come nearest, best first. */
  | { readonly found: false; readonly nearest: readonly string[] };

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/**
 * Finds a class, an enum, an operation or one fact of one: `ContactActivity`, `ContactActivity.Action`,
 * `v1ContactEntity_GetContactEntity.path.id`. Letter case does not matter, and `request.`, `path.` and `query.` may be left
 * out.
 */
export function findSubject(evidence: Evidence, subject: string): Found {
  const dot = subject.indexOf(".");
  const name = dot === -1 ? subject : subject.slice(0, dot);
  const owner = evidence.find((one) => one.name === name) ?? evidence.find((one) => same(one.name, name));
  if (owner === undefined) {
    return {
      found: false,
      nearest: nearestTo(
        name,
        evidence.map((one) => one.name),
      ),
    };
  }
  if (dot === -1) return { found: true, owner, facts: owner.facts };
  const wanted = subject.slice(dot + 1);
  const exact = owner.facts.filter(({ part }) => same(part, wanted));
  const facts =
    exact.length > 0
      ? exact
      : owner.facts.filter(({ part }) => same(part.replace(/^(?:request|path|query)\./, ""), wanted));
  if (facts.length > 0) return { found: true, owner, facts };
  const parts = owner.facts.map(({ part }) => part);
  return { found: false, nearest: nearestTo(wanted, parts).map((part) => `${owner.name}.${part}`) };
}

/** At most five names that come nearest, by the edits between them; a name that contains the other comes first. */
export function nearestTo(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  return names
    .map((other) => {
      const candidate = other.toLowerCase();
      const contains = candidate.includes(wanted) && wanted.length > 2;
      return {
        other,
        distance: contains ? Math.abs(candidate.length - wanted.length) / 100 : edits(wanted, candidate),
      };
    })
    .filter(({ distance }) => distance <= Math.max(2, wanted.length * 0.6))
    .sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1))
    .slice(0, 5)
    .map(({ other }) => other);
}

/** Levenshtein's distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
