import type { EvidenceState } from "../merge/evidence.ts";
import { type Evidence, isTypeFact } from "./collect-evidence.ts";

/** States from the best known to the least. */
export const evidenceStates = ["confirmed", "stated", "inferred", "corrected", "unknown"] as const;

/** Number of types in each state. */
export type StateCounts = Readonly<Record<EvidenceState | "total", number>>;

/** Counts types of properties, arguments, bodies and answers. Parameters and members of enums are not among them. */
export function countStates(evidence: Evidence): StateCounts {
  const counts = { confirmed: 0, stated: 0, inferred: 0, corrected: 0, unknown: 0, total: 0 };
  for (const owner of evidence) {
    for (const fact of owner.facts) {
      if (!isTypeFact(fact, owner)) continue;
      counts[fact.state]++;
      counts.total++;
    }
  }
  return counts;
}
