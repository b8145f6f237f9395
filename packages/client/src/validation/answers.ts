import { parseSelect } from "@so-webapi/platform/select";
import { checkAnswer, type OperationValidators } from "@so-webapi/validators";
import type { AnswerToCheck, ContractViolation, Validate } from "../client/validate.ts";

/** An answer that is not what the contract says. It holds no value of the answer, so it may be logged. */
export interface Drift {
  readonly operationId: string;
  /** The HTTP status, a success. */
  readonly status: number;
  /** All places that disagree; at least one. */
  readonly violations: readonly ContractViolation[];
}

/** What becomes of answers that disagree with the contract. */
export interface AnswersOptions {
  /**
   * - `"report"`: tell `onDrift`, and give the answer as it is.
   * - `"enforce"`: tell `onDrift`, and fail the call with an `SoContractError`.
   */
  readonly mode: "report" | "enforce";
  /** Hears of each answer that disagrees. It returns at once; what it throws is ignored. Needed for `"report"`. */
  readonly onDrift?: ((drift: Drift) => void) | undefined;
  /**
   * Gives the validators of an operation. Default: `loadValidators` of `@so-webapi/validators/all`, which imports an agent's or
   * entity's when it is first asked for one. To bundle only some, look into their tables:
   * `async (operationId) => validators[operationId]`.
   */
  readonly load?: ((operationId: string) => Promise<OperationValidators | undefined>) | undefined;
  /**
   * Hears of what kept an answer from being checked: validators that do not load. Only `"report"` asks it, and the answer is
   * given; with `"enforce"` the call fails with an `SoContractError` that has no violations. Default: nobody.
   */
  readonly onFailure?: ((cause: unknown) => void) | undefined;
}

/**
 * Holds the JSON answers of named calls to the contract, for `createClient({ validate })`. What a `select` leaves out may be
 * null, whatever its type. Properties that the contract does not know are taken: the platform adds some at any time.
 *
 * It needs `@so-webapi/validators`, an optional peer. The call waits for the check, and the first one of an agent for its
 * validators, too.
 *
 * @throws {TypeError} for a mode that is none, and for `"report"` without somebody to report to.
 *
 * @example
 * import { createClient } from "@so-webapi/client";
 * import { contact } from "@so-webapi/client/entities/contact";
 * import { answers } from "@so-webapi/client/validation";
 *
 * const so = createClient({
 *   baseUrl: "http://127.0.0.1:8787",
 *   apis: [contact],
 *   validate: answers({
 *     mode: "report",
 *     onDrift: ({ operationId, violations }) => console.warn(operationId, violations),
 *   }),
 * });
 */
export function answers(options: AnswersOptions): Validate {
  const { mode, onDrift, onFailure, load = loadAny } = options;
  if (mode !== "enforce" && (mode !== "report" || !onDrift))
    throw new TypeError('answers: give mode "enforce", or "report" and onDrift');
  return async (answer) => {
    let violations: readonly ContractViolation[];
    try {
      violations = check(answer, await load(answer.operationId));
    } catch (cause) {
      if (mode === "enforce") throw cause;
      quietly(() => onFailure?.(cause));
      return undefined;
    }
    const { operationId, status } = answer;
    if (violations.length > 0) quietly(() => onDrift?.({ operationId, status, violations }));
    return mode === "enforce" ? violations : undefined;
  };
}

function check({ status, data, select }: AnswerToCheck, validators: OperationValidators | undefined) {
  if (!validators) throw new Error("There are no validators for this operation.");
  const mask = parseSelect(select.join());
  return checkAnswer(validators, status, data, mask.ok ? { select: mask.value } : {});
}

async function loadAny(operationId: string): Promise<OperationValidators | undefined> {
  const { loadValidators } = await import("@so-webapi/validators/all");
  return loadValidators(operationId);
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // A call must not fail for being watched.
  }
}
