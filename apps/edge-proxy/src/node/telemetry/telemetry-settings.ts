import type { TelemetryConfig } from "../../config/document/telemetry.ts";

/** What traces and metrics are sent by. Times in milliseconds. */
export interface TelemetrySettings {
  /** Full address; undefined sends none. */
  readonly tracesUrl: string | undefined;
  readonly metricsUrl: string | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly serviceName: string;
  readonly sampler: { readonly isParentBased: boolean; readonly share: number };
  readonly tracesEvery: number;
  readonly metricsEvery: number;
}

/**
 * Settings by OpenTelemetry's own variables, which win over the configuration file. Undefined where neither names a collector.
 * `OTEL_EXPORTER_OTLP_HEADERS`, `_TIMEOUT`, `_COMPRESSION` and `_CERTIFICATE`, and `OTEL_RESOURCE_ATTRIBUTES`, are read by the
 * SDK itself.
 */
export function telemetrySettings(
  env: Readonly<Record<string, string | undefined>>,
  config: TelemetryConfig | undefined,
): TelemetrySettings | undefined {
  const of = (name: string): string | undefined => env[`OTEL_${name}`]?.trim() || undefined;
  if (of("SDK_DISABLED")?.toLowerCase() === "true") return undefined;
  const base = of("EXPORTER_OTLP_ENDPOINT") ?? config?.endpoint;
  const urlOf = (signal: "traces" | "metrics"): string | undefined => {
    if (of(`${signal.toUpperCase()}_EXPORTER`) === "none") return undefined;
    const own = of(`EXPORTER_OTLP_${signal.toUpperCase()}_ENDPOINT`);
    return own ?? (base && `${base.replace(/\/+$/, "")}/v1/${signal}`);
  };
  const [tracesUrl, metricsUrl] = [urlOf("traces"), urlOf("metrics")];
  if (tracesUrl === undefined && metricsUrl === undefined) return undefined;
  return {
    tracesUrl,
    metricsUrl,
    headers: config?.headers,
    serviceName: of("SERVICE_NAME") ?? config?.serviceName ?? "so-proxy",
    sampler: samplerOf(of("TRACES_SAMPLER"), Number(of("TRACES_SAMPLER_ARG") ?? 1)) ?? {
      isParentBased: true,
      share: config?.sample ?? 1,
    },
    tracesEvery: numberOf(of("BSP_SCHEDULE_DELAY"), 5_000),
    metricsEvery: numberOf(of("METRIC_EXPORT_INTERVAL"), 60_000),
  };
}

function samplerOf(name: string | undefined, argument: number): TelemetrySettings["sampler"] | undefined {
  const [, parent, kind] = /^(parentbased_)?(always_on|always_off|traceidratio)$/.exec(name ?? "") ?? [];
  if (kind === undefined) return undefined;
  const share = kind === "always_on" ? 1 : kind === "always_off" ? 0 : argument;
  return { isParentBased: parent !== undefined, share: share >= 0 && share <= 1 ? share : 1 };
}

function numberOf(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : otherwise;
}
