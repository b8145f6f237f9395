import { createServer } from "node:http";
import { gunzipSync } from "node:zlib";

/** A span or a data point's attributes as plain values. */
export type Attributes = Readonly<Record<string, unknown>>;

export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly kind: number;
  readonly status: number;
  readonly attributes: Attributes;
  /** Of the process that sent it. */
  readonly resource: Attributes;
}

export interface CollectedPoint {
  readonly metric: string;
  readonly unit: string;
  readonly count: number;
  readonly attributes: Attributes;
}

/** A stand-in for an OpenTelemetry collector that reads OTLP over HTTP as JSON. */
export interface Collector {
  readonly url: string;
  readonly spans: CollectedSpan[];
  readonly points: CollectedPoint[];
  /** Everything that came, as text, with the headers. */
  text(): string;
  /** Status of its answers from now on. */
  answer(status: number): void;
  close(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  const points: CollectedPoint[] = [];
  let text = "";
  let status = 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const whole = Buffer.concat(chunks);
      const body = (request.headers["content-encoding"] === "gzip" ? gunzipSync(whole) : whole).toString();
      text += `${JSON.stringify(request.headers)}\n${body}\n`;
      if (request.headers["content-type"] !== "application/json") response.writeHead(415).end();
      else {
        if (request.url === "/v1/traces" && status === 200) spans.push(...spansOf(JSON.parse(body)));
        if (request.url === "/v1/metrics" && status === 200) points.push(...pointsOf(JSON.parse(body)));
        response.writeHead(status, { "content-type": "application/json" }).end("{}");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    spans,
    points,
    text: () => text,
    answer(next) {
      status = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

// OTLP/JSON, as far as it is read here.
interface KeyValue {
  readonly key: string;
  readonly value: {
    readonly stringValue?: string;
    readonly intValue?: string | number;
    readonly doubleValue?: number;
    readonly boolValue?: boolean;
  };
}
interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly status?: { readonly code?: number };
  readonly attributes: readonly KeyValue[];
}
interface Point {
  readonly count?: string | number;
  readonly asInt?: string | number;
  readonly asDouble?: number;
  readonly attributes: readonly KeyValue[];
}
interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly histogram?: { readonly dataPoints: readonly Point[] };
  readonly sum?: { readonly dataPoints: readonly Point[] };
}
interface Traces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}
interface Metrics {
  readonly resourceMetrics: readonly {
    readonly scopeMetrics: readonly { readonly metrics: readonly Metric[] }[];
  }[];
}

function attributesOf(list: readonly KeyValue[]): Attributes {
  return Object.fromEntries(
    list.map(({ key, value: { stringValue, intValue, doubleValue, boolValue } }) => [
      key,
      stringValue ?? (intValue === undefined ? undefined : Number(intValue)) ?? doubleValue ?? boolValue,
    ]),
  );
}

function spansOf({ resourceSpans }: Traces): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ traceId, spanId, parentSpanId, name, kind, status, attributes }) => ({
        traceId,
        spanId,
        parentSpanId: parentSpanId || undefined,
        name,
        kind,
        status: status?.code ?? 0,
        attributes: attributesOf(attributes),
        resource: attributesOf(resource.attributes),
      })),
    ),
  );
}

function pointsOf({ resourceMetrics }: Metrics): CollectedPoint[] {
  return resourceMetrics.flatMap(({ scopeMetrics }) =>
    scopeMetrics.flatMap(({ metrics }) =>
      metrics.flatMap(
        ({ name: metric, unit, histogram, sum }) =>
          (histogram ?? sum)?.dataPoints.map(({ count, asInt, asDouble, attributes }) => ({
            metric,
            unit,
            count: Number(count ?? asInt ?? asDouble),
            attributes: attributesOf(attributes),
          })) ?? [],
      ),
    ),
  );
}
