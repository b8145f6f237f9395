import { traceParent } from "../observe/trace-context.ts";
import type { Attempt, AttemptEnd, Observe } from "../transport/observe.ts";
import type { SpanLike, TracerLike } from "./tracer-like.ts";

/** The tracer, and where spans hang. */
export interface OpenTelemetryOptions<Context = never> {
  /** `trace.getTracer("…")` of `@opentelemetry/api`. */
  readonly tracer: TracerLike<Context>;
  /** Gives the context that holds the parent span. Default: the tracer's own, the active one. */
  readonly context?: (() => Context) | undefined;
}

/** `SpanKind.CLIENT` and `SpanStatusCode.ERROR` of `@opentelemetry/api`. */
const CLIENT = 2;
const ERROR = 2;

/**
 * Makes a span of each attempt, by OpenTelemetry's semantic conventions for HTTP clients, and tells the server of it by
 * `traceparent` and `tracestate`. Spans are named after the contract's path, and their URL has no query.
 *
 * @example
 * import { trace } from "@opentelemetry/api";
 * import { createClient } from "@so-webapi/client";
 * import { contact } from "@so-webapi/client/entities/contact";
 * import { openTelemetry } from "@so-webapi/client/opentelemetry";
 *
 * const so = createClient({
 *   baseUrl: "http://127.0.0.1:8787",
 *   apis: [contact],
 *   observe: openTelemetry({ tracer: trace.getTracer("crm") }),
 * });
 */
export function openTelemetry<Context = never>({ tracer, context }: OpenTelemetryOptions<Context>): Observe {
  return (attempt) => {
    const { call } = attempt;
    const options = { kind: CLIENT, attributes: attributesOf(attempt) };
    const span = tracer.startSpan(`${call.method} ${call.path}`, options, context?.());
    propagate(span, attempt);
    return (ended) => finish(span, ended);
  };
}

function attributesOf({ call, number, url }: Attempt): Record<string, string | number> {
  const { hostname, port, protocol } = new URL(url);
  return {
    "http.request.method": call.method,
    "url.full": url,
    "url.template": call.path,
    "server.address": hostname,
    "server.port": port ? Number(port) : protocol === "https:" ? 443 : 80,
    ...(number > 1 && { "http.request.resend_count": number - 1 }),
    ...(call.operationId && { "superoffice.operation_id": call.operationId }),
  };
}

/** A span that is recorded nowhere has no valid ids, and nothing is to be told of it. */
function propagate(span: SpanLike, { setHeader }: Attempt): void {
  const { traceId, spanId, traceFlags, traceState } = span.spanContext();
  if (/^0*$/.test(traceId) || /^0*$/.test(spanId)) return;
  setHeader("traceparent", traceParent(traceId, spanId, (traceFlags & 1) === 1));
  const state = traceState?.serialize();
  if (state) setHeader("tracestate", state);
}

function finish(span: SpanLike, { status, error }: AttemptEnd): void {
  if (status !== undefined) span.setAttribute("http.response.status_code", status);
  if (error || (status !== undefined && status >= 400)) {
    span.setAttribute("error.type", error ? error.code : String(status));
    span.setStatus({ code: ERROR });
  }
  span.end();
}
