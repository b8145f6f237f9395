import type { TypeRef } from "./type-ref.ts";

/**
 * How well a fact is known. `confirmed`: two sources agree. `stated`: one source says it exactly. `inferred`: a named
 * rule concludes it. `corrected`: an overlay says so against a source. `unknown`: nobody says, or two contradict.
 */
export type EvidenceState = "confirmed" | "stated" | "inferred" | "corrected" | "unknown";

/** The rules by which facts are merged. README.md explains each. */
export type RuleId =
  | "page-and-wsdl"
  | "page-exact"
  | "wsdl-only"
  | "wsdl-behind-blunt-word"
  | "wsdl-behind-leaked-name"
  | "carrier-row"
  | "string-of-a-page"
  | "sample-elements"
  | "as-answered"
  | "blunt-word"
  | "leaked-name"
  | "contradiction";

/** One merged fact: what a property, argument or result is, how well that is known, and from where. */
export interface TypeFact {
  /** `ContactActivity.Action`, `v1ContactAgent_GetMyActiveContacts.request.ActionType`. */
  readonly subject: string;
  readonly type: TypeRef;
  readonly state: EvidenceState;
  readonly rule: RuleId;
  /** Each `file:line`, the one that decided first. */
  readonly sources: readonly string[];
}
