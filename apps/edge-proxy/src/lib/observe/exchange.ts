import type { Operation } from "@so-webapi/operations";
import type { ProxyAnswer } from "../message/proxy-answer.ts";
import { type ProxyRequest, schemeOf } from "../message/proxy-request.ts";
import { type ProblemOptions, problemAnswer } from "../problem/problem-response.ts";
import type { ProblemCode } from "../problem/problems.ts";
import type { Settings } from "../settings.ts";
import { Stop } from "../stop/stop.ts";
import { TransportError } from "../transport/transport.ts";
import { MAX_VIOLATIONS, type Verdict } from "../validation/verdict.ts";
import type { LogEntry, LoggedVerdict } from "./log.ts";
import type { ExchangeSpan } from "./telemetry.ts";
import { type TraceContext, traceContextOf } from "./trace-context.ts";

/** One request and what became of it. It lives until the last byte of the answer left. */
export interface Exchange {
  readonly id: string;
  readonly request: ProxyRequest;
  /** Aborts when the caller goes away or the total time is up; its reason is a `TransportError`. */
  readonly stop: Stop;
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
  /** The same exchange around another request that answers for the first, as a REST call does for one of SOAP. */
  within(request: ProxyRequest): Exchange;
}

export interface ExchangeFacts {
  caller?: string;
  /** Name of the tenant as it is configured. */
  tenant?: string;
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
  return new LiveExchange(request, settings);
}

/** A class: an object literal with a getter has a shape of its own each time it is made, and all code that meets it is slow. */
class LiveExchange implements Exchange {
  readonly id: string;
  readonly request: ProxyRequest;
  readonly stop = new Stop();
  readonly trace: TraceContext;
  readonly span: ExchangeSpan | undefined;
  readonly facts: ExchangeFacts = {};
  readonly #settings: Settings;
  readonly #started: number;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #stay: () => void;
  #deferred = false;
  #ended = false;

  constructor(request: ProxyRequest, settings: Settings) {
    this.#settings = settings;
    this.#started = settings.clock();
    this.request = request;
    const wanted = request.headers.get("x-request-id");
    this.id = wanted !== null && acceptableId.test(wanted) ? wanted : settings.requestId();
    const { stop } = this;
    this.#stay = request.onGone((cause) => stop.abort(new TransportError("aborted", { cause })));
    const { total } = settings.timeouts;
    this.#timer = total > 0 ? setTimeout(() => stop.abort(new TransportError("timeout")), total) : undefined;
    const traceparent = request.headers.get("traceparent");
    this.span = settings.telemetry?.begin({
      method: request.method,
      scheme: schemeOf(request),
      requestId: this.id,
      traceparent,
    });
    this.trace = this.span?.trace ?? traceContextOf(traceparent, settings.randomHex);
    settings.metrics.begin();
  }

  elapsed(): number {
    return this.#settings.clock() - this.#started;
  }

  problem(code: ProblemCode, options?: Omit<ProblemOptions, "requestId">): ProxyAnswer {
    this.facts.code = code;
    return problemAnswer(code, { ...options, requestId: this.id });
  }

  defer(): void {
    this.#deferred = true;
  }

  get deferred(): boolean {
    return this.#deferred;
  }

  end(status: number): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#stay();
    const { id, trace, facts } = this;
    const { method } = this.request;
    const { clock, metrics, log } = this.#settings;
    const now = clock();
    const duration = now - this.#started;
    metrics.end(method, status, duration, facts);
    this.span?.end(status, facts);
    log?.(entryOf(id, trace.traceId, method, status, now, duration, facts));
  }

  within(request: ProxyRequest): Exchange {
    const { id, stop, trace, span, facts, deferred } = this;
    return {
      ...{ id, request, stop, trace, span, facts, deferred },
      elapsed: () => this.elapsed(),
      problem: (code, options) => this.problem(code, options),
      defer: () => this.defer(),
      end: (status) => this.end(status),
      within: (other) => this.within(other),
    };
  }
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
  const { caller, tenant, soap, operationId, code, cause, request, answer } = facts;
  const noteworthy = status >= 500 || request?.result === "invalid" || answer?.result === "invalid";
  return {
    time: new Date(now).toISOString(),
    level: code === "internal" ? "error" : noteworthy || isFault(code, cause) ? "warn" : "info",
    requestId,
    traceId,
    method,
    status,
    duration,
    ...(caller !== undefined && { caller }),
    ...(tenant !== undefined && { tenant }),
    ...(soap !== undefined && { soap }),
    ...(operationId !== undefined && { operationId }),
    ...(code !== undefined && { code }),
    ...(cause !== undefined && { cause }),
    ...(request !== undefined && { request: loggedVerdict(request) }),
    ...(answer !== undefined && { answer: loggedVerdict(answer) }),
  };
}

/** Strangers have causes too, and must not be able to fill a log that is kept short. */
function isFault(code: ProblemCode | undefined, cause: string | undefined): boolean {
  return cause !== undefined && code !== "caller-unknown";
}

function loggedVerdict(verdict: Verdict): LoggedVerdict {
  if (verdict.result !== "invalid") return verdict;
  const { violations } = verdict;
  return { result: "invalid", count: violations.length, violations: violations.slice(0, MAX_VIOLATIONS) };
}
