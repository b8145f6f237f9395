import { type SelectTree, selects } from "@so-webapi/platform/select";
import type { OperationValidators, Violation } from "./violation.ts";

/** What is known of the request. */
export interface CheckAnswerOptions {
  /** What the request's `$select` kept. Null is admitted for the rest, whatever its type. Default: everything. */
  readonly select?: SelectTree;
}

/**
 * Checks an answer's body against the contract. An answer with a status that the contract gives no body for has
 * nothing to disagree with.
 *
 * @example
 * const validators = await loadValidators("v1ContactAgent_GetContactSummary");
 * const violations = validators ? checkAnswer(validators, 200, body) : [];
 */
export function checkAnswer(
  validators: OperationValidators,
  status: number,
  body: unknown,
  { select }: CheckAnswerOptions = {},
): readonly Violation[] {
  const violations = validators.responses[status]?.(body) ?? [];
  if (select === undefined || select.whole) return violations;
  return violations.filter(({ pointer }) => !isMasked(body, pointer, select));
}

/** Null stands at the pointer, and no name of the `$select` leads there. */
function isMasked(body: unknown, pointer: string, select: SelectTree): boolean {
  const path: string[] = [];
  let value = body;
  for (const token of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null) return false;
    const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (!Array.isArray(value)) path.push(name);
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value === null && path.length > 0 && !selects(select, path);
}
