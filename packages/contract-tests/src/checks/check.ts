/** What a check found: nothing, or sentences that say what disagrees and where. */
export interface Outcome {
  readonly ok: boolean;
  readonly problems: readonly string[];
}

/** No problems is a pass. */
export const outcome = (problems: readonly string[]): Outcome => ({ ok: problems.length === 0, problems });

/** Several outcomes as one. */
export const together = (...outcomes: readonly Outcome[]): Outcome =>
  outcome(outcomes.flatMap(({ problems }) => problems));

/** Ids of the columns, stable: reports and the mutation proof name checks by them. */
export type CheckId =
  | "spec.request"
  | "spec.response"
  | "spec.open"
  | "types.request"
  | "types.response"
  | "table.agrees"
  | "validators.agree"
  | "client.request"
  | "client.response"
  | `proxy.${"node" | "worker"}.${"enforce" | "report" | "samples"}`
  | "soap.request"
  | "soap.response";
