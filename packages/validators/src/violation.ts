/** One disagreement between a value and the contract. */
export interface Violation {
  /** JSON pointer (RFC 6901) to the value that disagrees; empty for the whole body. */
  readonly pointer: string;
  /** The JSON Schema keyword that failed: `type`, `required`, `enum`, `format`, `additionalProperties`, ... */
  readonly keyword: string;
  /** What the contract wants, in our words and without any of the value: "must be integer". */
  readonly message: string;
}

/** Checks one body (already parsed) and gives its violations; none means that it keeps the contract. */
export type Check = (body: unknown) => readonly Violation[];

/** The checks of one operation: its request body, and its 2xx answers by status. */
export interface OperationValidators {
  readonly request?: Check;
  readonly responses: Readonly<Record<string, Check>>;
}

/** The validators of one agent or entity, by operationId. */
export type ValidatorTable = Readonly<Record<string, OperationValidators>>;
