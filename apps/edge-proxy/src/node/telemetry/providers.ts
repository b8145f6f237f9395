import { createNoopMeter, type Meter, ProxyTracerProvider, type Tracer } from "@opentelemetry/api";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { noteExports } from "./note-exports.ts";
import type { TelemetrySettings } from "./telemetry-settings.ts";

export interface Providers {
  readonly tracer: Tracer;
  readonly meter: Meter;
  close(): Promise<void>;
}

/** Sets the SDK up, and nothing global: two proxies in one process do not share it. */
export function providersOf(
  { tracesUrl, metricsUrl, headers, serviceName, sampler, tracesEvery, metricsEvery }: TelemetrySettings,
  version: string,
  onChange: (isReached: boolean, cause?: string) => void,
): Providers {
  const resource = defaultResource()
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes({ "service.name": serviceName, "service.version": version }));
  const note = noteExports(onChange);
  const given = headers === undefined ? {} : { headers: { ...headers } };
  const traces =
    tracesUrl === undefined
      ? undefined
      : new TracerProvider({
          resource,
          sampler: samplerOf(sampler),
          spanProcessors: [
            new BatchSpanProcessor({
              exporter: note(new OTLPTraceExporter({ url: tracesUrl, ...given })),
              scheduledDelayMillis: tracesEvery,
            }),
          ],
        });
  const metrics =
    metricsUrl === undefined
      ? undefined
      : new MeterProvider({
          resource,
          readers: [
            new PeriodicExportingMetricReader({
              exporter: note(new OTLPMetricExporter({ url: metricsUrl, ...given })),
              exportIntervalMillis: metricsEvery,
              exportTimeoutMillis: Math.min(metricsEvery, 30_000),
            }),
          ],
        });
  return {
    tracer: (traces ?? new ProxyTracerProvider()).getTracer("so-proxy", version),
    meter: metrics?.getMeter("so-proxy", version) ?? createNoopMeter(),
    async close() {
      await Promise.allSettled([traces?.shutdown(), metrics?.shutdown()]);
    },
  };
}

function samplerOf({ isParentBased, share }: TelemetrySettings["sampler"]): Sampler {
  const root = new TraceIdRatioBasedSampler(share);
  return isParentBased ? new ParentBasedSampler({ root }) : root;
}
