import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { ExchangeFacts } from "../../lib/observe/exchange.ts";
import type {
  AttemptOutcome,
  AttemptSpan,
  ExchangeSpan,
  Telemetry,
  TracedAttempt,
} from "../../lib/observe/telemetry.ts";
import type { TraceContext } from "../../lib/observe/trace-context.ts";
import { instrumentsOf } from "./instruments.ts";
import { type Providers, providersOf } from "./providers.ts";
import type { TelemetrySettings } from "./telemetry-settings.ts";

export interface OpenTelemetry {
  readonly telemetry: Telemetry;
  /** Sends what is left. It never rejects. */
  close(): Promise<void>;
}

const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const form = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/;

/**
 * Records traces and metrics with OpenTelemetry's SDK and sends them by OTLP.
 *
 * @param onChange - told when the collector stops or begins to take what is sent, with the code of the error.
 */
export function openTelemetry(
  settings: TelemetrySettings,
  version: string,
  onChange: (isReached: boolean, cause?: string) => void,
): OpenTelemetry {
  const providers = providersOf(settings, version, onChange);
  return { telemetry: telemetryOf(providers), close: providers.close };
}

function telemetryOf({ tracer, meter }: Providers): Telemetry {
  const { server, client, active } = instrumentsOf(meter);
  return {
    begin({ method, scheme, requestId, traceparent }) {
      const began = performance.now();
      const common = { "http.request.method": methods.has(method) ? method : "_OTHER", "url.scheme": scheme };
      const parent = parentOf(traceparent);
      const span = tracer.startSpan(
        common["http.request.method"],
        { kind: SpanKind.SERVER, attributes: { ...common, "so_proxy.request_id": requestId } },
        parent,
      );
      const within = trace.setSpan(parent, span);
      active.add(1, common);
      let attempts = 0;
      return {
        trace: contextOf(span, parent === ROOT_CONTEXT),
        attempt: (request) => attemptOf(request, within, attempts++),
        end(status, facts) {
          const told = outcomeOf(status, facts);
          if (facts.operation !== undefined)
            span.updateName(`${common["http.request.method"]} ${facts.operation.path}`);
          span.setAttributes({ ...told, ...particularsOf(facts) });
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
          active.add(-1, common);
          server.record(secondsSince(began), { ...common, ...told });
        },
      } satisfies ExchangeSpan;
    },
  };

  function attemptOf(
    { method, route, operationId }: TracedAttempt,
    within: Context,
    resends: number,
  ): AttemptSpan {
    const began = performance.now();
    const common = { "http.request.method": method, "url.template": route };
    const attributes: Attributes = {
      ...common,
      "superoffice.operation_id": operationId,
      ...(resends > 0 && { "http.request.resend_count": resends }),
    };
    const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.CLIENT, attributes }, within);
    return {
      traceparent: contextOf(span, false).traceparent,
      end({ status, error, baseUrl }: AttemptOutcome) {
        const failed = error ?? (status !== undefined && status >= 400 ? String(status) : undefined);
        const told: Attributes = {
          ...addressOf(baseUrl),
          ...(status !== undefined && { "http.response.status_code": status }),
          ...(failed !== undefined && { "error.type": failed }),
        };
        span.setAttributes(told);
        if (failed !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
        client.record(secondsSince(began), { ...common, ...told });
      },
    };
  }
}

/** What both the span and the metric of an exchange tell. Only names of the contract and of the proxy stand in it. */
function outcomeOf(status: number, { operation, code }: ExchangeFacts): Attributes {
  return {
    "http.response.status_code": status,
    ...(operation !== undefined && { "http.route": operation.path }),
    ...(status >= 500 && { "error.type": code ?? String(status) }),
  };
}

/** What the span alone tells. */
function particularsOf(facts: ExchangeFacts): Attributes {
  const { operationId, caller, tenant, code, request, answer } = facts;
  return {
    ...(operationId !== undefined && { "superoffice.operation_id": operationId }),
    ...(caller !== undefined && { "so_proxy.caller": caller }),
    ...(tenant !== undefined && { "so_proxy.tenant": tenant }),
    ...(code !== undefined && { "so_proxy.problem": code }),
    ...(request !== undefined && { "so_proxy.validation.request": request.result }),
    ...(answer !== undefined && { "so_proxy.validation.answer": answer.result }),
  };
}

/** The caller's span as parent; the root where it has none that can be read (Trace Context, 3.2.2). */
function parentOf(traceparent: string | null): Context {
  const [, traceId, spanId, flags] = form.exec(traceparent ?? "") ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const traceFlags = Number.parseInt(flags, 16) & 1;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

function contextOf(span: Span, isNew: boolean): TraceContext {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return { traceId, traceparent: `00-${traceId}-${spanId}-${traceFlags & 1 ? "01" : "00"}`, isNew };
}

function addressOf(baseUrl: string | undefined): Attributes {
  if (baseUrl === undefined) return {};
  const { hostname, port, protocol } = new URL(baseUrl);
  const byScheme = protocol === "https:" ? 443 : 80;
  return { "server.address": hostname, "server.port": port === "" ? byScheme : Number(port) };
}

function secondsSince(began: number): number {
  return (performance.now() - began) / 1000;
}
