import type { ProblemCode } from "../problem/problems.ts";
import type { PlacedViolation, Verdict } from "../validation/verdict.ts";

/** What a log may say of a verdict: places and rules, never values. */
export type LoggedVerdict =
  | Exclude<Verdict, { readonly result: "invalid" }>
  | { readonly result: "invalid"; readonly count: number; readonly violations: readonly PlacedViolation[] };

/** One exchange, told when its last byte left. */
export interface LogEntry {
  /** ISO 8601, UTC. */
  readonly time: string;
  /** `error` for faults of the proxy, `warn` for 5xx, cuts and violations, `info` for the rest. */
  readonly level: "info" | "warn" | "error";
  readonly requestId: string;
  /** Of the W3C trace context that goes upstream. */
  readonly traceId: string;
  readonly method: string;
  readonly status: number;
  /** Milliseconds from the first sight of the request to the last byte of the answer. */
  readonly duration: number;
  /** Name of the caller who was recognized; absent where callers are not set. */
  readonly caller?: string;
  /** Name of the tenant as it is configured; absent where there are none, or the path names none of the caller's. */
  readonly tenant?: string;
  /** Absent where no operation matched; the path itself is never logged, for people put secrets there. */
  readonly operationId?: string;
  /** The service that a SOAP client called, `Services86/Contact`; absent for REST. */
  readonly soap?: string;
  /** Code of the problem that was answered, or of the one that cut an answer short. */
  readonly code?: ProblemCode;
  /** Name or code of the error behind it, `ECONNREFUSED` or `token-time` for example; never its text. */
  readonly cause?: string;
  readonly request?: LoggedVerdict;
  readonly answer?: LoggedVerdict;
}

/** What is worth knowing and belongs to no exchange. */
export interface LogNotice {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly level: "info" | "warn";
  /**
   * The store of shared state stopped or began to answer, or the collector of telemetry to take it; or telemetry is set
   * where it is not to be had.
   */
  readonly event: "store-lost" | "store-back" | "telemetry-lost" | "telemetry-back" | "telemetry-unavailable";
  /** Which store. */
  readonly store?: string;
  /** Code of the error behind it, never its text. */
  readonly cause?: string;
}

/** Where entries go. It must not throw and is not waited for. */
export type Log = (entry: LogEntry) => void;
