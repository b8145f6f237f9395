import type { Histogram, Meter, UpDownCounter } from "@opentelemetry/api";

/** Instruments of the semantic conventions for HTTP. */
export interface Instruments {
  readonly server: Histogram;
  readonly client: Histogram;
  readonly active: UpDownCounter;
}

/** Bounds in seconds that the conventions name. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

export function instrumentsOf(meter: Meter): Instruments {
  const seconds = (description: string) => ({
    unit: "s",
    description,
    advice: { explicitBucketBoundaries: bounds },
  });
  return {
    server: meter.createHistogram("http.server.request.duration", seconds("Exchanges with callers.")),
    client: meter.createHistogram("http.client.request.duration", seconds("Requests to the upstream.")),
    active: meter.createUpDownCounter("http.server.active_requests", {
      unit: "{request}",
      description: "Exchanges under way.",
    }),
  };
}
