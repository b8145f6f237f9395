import type { Operation } from "@so-webapi/operations";
import type { ProxyAnswer } from "../message/proxy-answer.ts";
import { type ProxyRequest, schemeOf } from "../message/proxy-request.ts";
import { type ProblemOptions, problemAnswer } from "../problem/problem-response.ts";
import type { ProblemCode } from "../problem/problems.ts";
import type { Settings } from "../settings.ts";
import { TransportError } from "../transport/transport.ts";
import { MAX_VIOLATIONS, type Verdict } from "../validation/verdict.ts";
import type { LogEntry, LoggedVerdict } from "./log.ts";
import type { ExchangeSpan } from "./telemetry.ts";
import { type TraceContext, traceContextOf } from "./trace-context.ts";

/** One request and what became of it. It lives until the last byte of the answer left. */
export interface Exchange {
  readonly id: string;
  readonly request: ProxyRequest;
  /** Aborted when the caller goes away or the total time is up; its reason is a `TransportError`. */
  readonly signal: AbortSignal;
  readonly trace: TraceContext;
  /** Undefined where no traces are recorded. */
  readonly span: ExchangeSpan | undefined;
  /** Milliseconds since it began. */
  elapsed(): number;
  /** Facts for the log; the last word on each counts. */
  readonly facts: ExchangeFacts;
  /** Makes the answer for a problem and notes it for the log. */
  problem(code: ProblemCode, options?: Omit<ProblemOptions, "requestId">): ProxyAnswer;
  /** Says that somebody else will call `end`, because the body of the answer goes on after the handler returned. */
  defer(): void;
  readonly deferred: boolean;
  /** Stops the clock and writes the log. Later calls do nothing. */
  end(status: number): void;
}

export interface ExchangeFacts {
  caller?: string;
  operationId?: string;
  /** The service that a SOAP client called: `Services86/Contact`. */
  soap?: string;
  operation?: Operation;
  /** Milliseconds from the request upstream to the header of its answer, repeated attempts and waits included. */
  upstreamMs?: number;
  code?: ProblemCode;
  cause?: string;
  request?: Verdict;
  answer?: Verdict;
}

const acceptableId = /^[A-Za-z0-9._-]{1,128}$/;

/** Begins an exchange. A caller's `X-Request-Id` is kept where it is harmless in a log and a header. */
export function beginExchange(request: ProxyRequest, settings: Settings): Exchange {
  const started = settings.clock();
  const wanted = request.headers.get("x-request-id");
  const id = wanted !== null && acceptableId.test(wanted) ? wanted : settings.requestId();
  const controller = new AbortController();
  const stay = request.onGone((cause) => controller.abort(new TransportError("aborted", { cause })));
  const { total } = settings.timeouts;
  const timer =
    total > 0 ? setTimeout(() => controller.abort(new TransportError("timeout")), total) : undefined;
  const facts: ExchangeFacts = {};
  const traceparent = request.headers.get("traceparent");
  const span = settings.telemetry?.begin({
    method: request.method,
    scheme: schemeOf(request),
    requestId: id,
    traceparent,
  });
  const trace = span?.trace ?? traceContextOf(traceparent, () => crypto.randomUUID());
  settings.metrics.begin();
  let deferred = false;
  let ended = false;
  return {
    id,
    request,
    signal: controller.signal,
    facts,
    trace,
    span,
    elapsed: () => settings.clock() - started,
    problem(code, options) {
      facts.code = code;
      return problemAnswer(code, { ...options, requestId: id });
    },
    defer() {
      deferred = true;
    },
    get deferred() {
      return deferred;
    },
    end(status) {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      stay();
      const now = settings.clock();
      settings.metrics.end(request.method, status, now - started, facts);
      span?.end(status, facts);
      settings.log?.(entryOf(id, trace.traceId, request.method, status, now, now - started, facts));
    },
  };
}

function entryOf(
  requestId: string,
  traceId: string,
  method: string,
  status: number,
  now: number,
  duration: number,
  facts: ExchangeFacts,
): LogEntry {
  const { caller, soap, operationId, code, cause, request, answer } = facts;
  const noteworthy = status >= 500 || request?.result === "invalid" || answer?.result === "invalid";
  return {
    time: new Date(now).toISOString(),
    level: code === "internal" ? "error" : noteworthy || cause !== undefined ? "warn" : "info",
    requestId,
    traceId,
    method,
    status,
    duration,
    ...(caller !== undefined && { caller }),
    ...(soap !== undefined && { soap }),
    ...(operationId !== undefined && { operationId }),
    ...(code !== undefined && { code }),
    ...(cause !== undefined && { cause }),
    ...(request !== undefined && { request: loggedVerdict(request) }),
    ...(answer !== undefined && { answer: loggedVerdict(answer) }),
  };
}

function loggedVerdict(verdict: Verdict): LoggedVerdict {
  if (verdict.result !== "invalid") return verdict;
  const { violations } = verdict;
  return { result: "invalid", count: violations.length, violations: violations.slice(0, MAX_VIOLATIONS) };
}
