/**
 * What is needed of a tracer of `@opentelemetry/api`, version 1. Written down here so that nothing is imported: the package is
 * an optional peer, and any tracer of this shape will do.
 */
export interface TracerLike<Context = never> {
  startSpan(
    name: string,
    options: {
      readonly kind: number;
      readonly attributes: { [name: string]: string | number };
    },
    context?: Context,
  ): SpanLike;
}

/** What is needed of a span. */
export interface SpanLike {
  spanContext(): {
    readonly traceId: string;
    readonly spanId: string;
    readonly traceFlags: number;
    readonly traceState?: { serialize(): string };
  };
  setAttribute(name: string, value: string | number): unknown;
  setStatus(status: { readonly code: number }): unknown;
  end(): void;
}
