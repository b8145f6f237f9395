import type { Violation } from "@so-webapi/validators";

/** `off` looks at nothing, `report` says what it saw and lets it pass, `enforce` refuses what breaks the contract. */
export type ValidationMode = "off" | "report" | "enforce";

/** Why a body was not checked. */
export type UncheckedReason =
  /** More than `limits.inspectBytes`. */
  | "too-large"
  /** No JSON, or JSON that is a patch and not the documented class. */
  | "media-type"
  /** Compressed in a way that cannot be undone here, or not in UTF-8. */
  | "encoding"
  /** The contract has no schema for it. */
  | "no-schema"
  /** An error, a redirect or part of an answer. */
  | "status";

/** A violation and where it is; one without `in` is in the body. */
export interface PlacedViolation extends Violation {
  readonly in?: "path" | "query";
}

/** What became of the check of one message. */
export type Verdict =
  | { readonly result: "ok" }
  | { readonly result: "invalid"; readonly violations: readonly PlacedViolation[] }
  | { readonly result: "unchecked"; readonly reason: UncheckedReason };

/** Header that carries both verdicts to the caller. */
export const VALIDATION_HEADER = "so-proxy-validation";

/** Most violations that one problem or log entry lists. */
export const MAX_VIOLATIONS = 20;

/** No violations is `ok`. */
export function verdictOf(violations: readonly Violation[]): Verdict {
  return violations.length === 0 ? { result: "ok" } : { result: "invalid", violations };
}

/** One verdict of what was found beside the body and of the body itself. */
export function joined(found: readonly PlacedViolation[], body: Verdict | undefined): Verdict | undefined {
  if (found.length === 0) return body;
  return {
    result: "invalid",
    violations: [...found, ...(body?.result === "invalid" ? body.violations : [])],
  };
}

/** A violation of the body as a whole. */
export function wholeBody(keyword: string, message: string): Verdict {
  return { result: "invalid", violations: [{ pointer: "", keyword, message }] };
}

/**
 * Writes verdicts as a structured field, a dictionary of tokens (RFC 9651, 3.2); undefined where both are off.
 *
 * @example
 * validationHeader({ request: { result: "ok" }, answer: { result: "unchecked", reason: "too-large" } });
 * // "request=ok, answer=unchecked;reason=too-large"
 */
export function validationHeader(verdicts: {
  readonly request?: Verdict;
  readonly answer?: Verdict;
}): string | undefined {
  const members: string[] = [];
  if (verdicts.request !== undefined) members.push(`request=${item(verdicts.request)}`);
  if (verdicts.answer !== undefined) members.push(`answer=${item(verdicts.answer)}`);
  return members.length === 0 ? undefined : members.join(", ");
}

function item(verdict: Verdict): string {
  switch (verdict.result) {
    case "ok":
      return "ok";
    case "invalid":
      return `invalid;violations=${verdict.violations.length}`;
    case "unchecked":
      return `unchecked;reason=${verdict.reason}`;
  }
}

/** The members that a problem about a contract carries: the first violations and how many there are. */
export function violationMembers(verdict: Verdict | undefined): Readonly<Record<string, unknown>> {
  if (verdict?.result !== "invalid") return {};
  const { violations } = verdict;
  return {
    violationCount: violations.length,
    violations: violations.slice(0, MAX_VIOLATIONS).map(({ in: where, pointer, keyword, message }) => ({
      ...(where !== undefined && { in: where }),
      pointer,
      keyword,
      message,
    })),
  };
}
