import type { ExchangeFacts } from "./exchange.ts";
import type { TraceContext } from "./trace-context.ts";

/**
 * Port to traces and metrics of exchanges, by OpenTelemetry's semantic conventions for HTTP. Paths, queries, header fields and
 * bodies do not come by here: an exchange is told by its operation.
 */
export interface Telemetry {
  begin(request: TracedRequest): ExchangeSpan;
}

export interface TracedRequest {
  readonly method: string;
  /** `http` or `https`. */
  readonly scheme: string;
  readonly requestId: string;
  /** As the caller sent it; null where it did not. */
  readonly traceparent: string | null;
}

/** The span of one exchange. */
export interface ExchangeSpan {
  /** What goes upstream of it, as long as no attempt has a span of its own. */
  readonly trace: TraceContext;
  /** Begins the span of one request upstream; the first, or one that tries again. */
  attempt(request: TracedAttempt): AttemptSpan;
  /** To be called once. */
  end(status: number, facts: ExchangeFacts): void;
}

export interface TracedAttempt {
  readonly method: string;
  /** The contract's path, with its parameters' names: `/api/v1/Contact/{id}`. */
  readonly route: string;
  readonly operationId: string;
}

export interface AttemptSpan {
  /** Tells the upstream of the span. */
  readonly traceparent: string;
  /** To be called once. */
  end(outcome: AttemptOutcome): void;
}

export interface AttemptOutcome {
  /** Undefined where no answer came. */
  readonly status?: number;
  /** What went wrong, as a short code. */
  readonly error?: string;
  /** Address that was asked, where it is known. */
  readonly baseUrl?: string | undefined;
}
