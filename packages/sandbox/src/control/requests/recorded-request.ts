/** A request and its answer as far as the list of recent requests keeps them. */
export interface RecordedRequest {
  /** 1, 2, 3, ... */
  readonly id: number;
  /** ISO 8601 in UTC, by the sandbox's clock, when it came. */
  readonly at: string;
  readonly method: string;
  /** Path and query as they came; of addresses outside `/api` the path alone, for their queries hold secrets. */
  readonly target: string;
  /** Null where no operation of the contract matched. */
  readonly operationId: string | null;
  readonly status: number;
  /** From the call of `fetch` to its answer, by the machine's clock. */
  readonly milliseconds: number;
  /** Id of the fault that it met, or null. */
  readonly fault: number | null;
  readonly request: RecordedMessage;
  readonly response: RecordedMessage;
}

/** Header and body of a request or an answer, credentials hidden. */
export interface RecordedMessage {
  /** Names in lower case; credentials read `(hidden)`. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Text of the body, passwords hidden; null where there was none or it was not kept. Cut after 64 KB. */
  readonly body: string | null;
}

/** What a line of a list needs. */
export type RequestSummary = Omit<RecordedRequest, "request" | "response">;

export function summaryOf({ request: _, response: __, ...summary }: RecordedRequest): RequestSummary {
  return summary;
}
