import type { ProblemCode } from "../problem/problems.ts";

/** Why a request or an answer is not let through for a caller who may not see everything. */
export interface VisibilityRefusal {
  readonly code: Extract<ProblemCode, "property-hidden" | "content-uncheckable" | "answer-withheld">;
  readonly detail: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * A request that reaches a hidden property. What it named is the caller's own word, so it can be told.
 *
 * @param parameter - the name of the query's parameter that reaches it.
 */
export function hiddenAt(
  where: "path" | "query" | "body",
  property: string,
  { parameter, verb = "reaches" }: { readonly parameter?: string; readonly verb?: string } = {},
): VisibilityRefusal {
  return {
    code: "property-hidden",
    detail: `The ${where} ${verb} ${property}, which the caller may not see.`,
    extensions: { in: where, property, ...(parameter !== undefined && { parameter }) },
  };
}

export function uncheckable(detail: string): VisibilityRefusal {
  return { code: "content-uncheckable", detail };
}

export function withheld(detail: string): VisibilityRefusal {
  return { code: "answer-withheld", detail };
}
