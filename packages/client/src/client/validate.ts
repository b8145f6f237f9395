/** A successful JSON answer, to be held to the contract. */
export interface AnswerToCheck {
  readonly operationId: string;
  /** The HTTP status, a success. */
  readonly status: number;
  /** The body, parsed. */
  readonly data: unknown;
  /** The call's `select`; empty when everything was asked for. What it leaves out comes as null. */
  readonly select: readonly string[];
}

/** One place of an answer that disagrees with the contract. */
export interface ContractViolation {
  /** JSON pointer (RFC 6901) to the value; empty for the whole body. */
  readonly pointer: string;
  /** The keyword of JSON Schema that failed: `type`, `required`, `enum`, … */
  readonly keyword: string;
  /** What the contract wants, without any of the value. */
  readonly message: string;
}

/**
 * Checks the answers of named calls. Violations that it gives turn the answer into an `SoContractError`; an empty list
 * or nothing lets it through. To report only, give none. What it throws is the `cause` of an `SoContractError`.
 * `@so-webapi/client/validation` makes one.
 */
export type Validate = (
  answer: AnswerToCheck,
) => Promise<readonly ContractViolation[] | undefined> | readonly ContractViolation[] | undefined;
