export { type OpenTelemetryOptions, openTelemetry } from "./open-telemetry.ts";
export type { SpanLike, TracerLike } from "./tracer-like.ts";
