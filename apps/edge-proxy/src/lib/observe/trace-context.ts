/** W3C trace context of one request: what goes upstream, and the id that finds the trace. */
export interface TraceContext {
  readonly traceparent: string;
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** Whether the caller had none that can be read: then its `tracestate` means nothing (Trace Context, 3.3). */
  readonly isNew: boolean;
}

// Trace Context, 3.2.2: no version ff, no id of zeros; later versions may go on after the flags.
const form = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$/;

/**
 * Keeps the caller's `traceparent` as it is, for the proxy records no span of its own, and makes one where there is none or
 * none that can be read. It says "not sampled".
 *
 * @param make - gives 32 random hexadecimal digits, which become the ids.
 */
export function traceContextOf(given: string | null, make: () => string): TraceContext {
  const [, version, traceId, more] = (given !== null && form.exec(given)) || [];
  if (given !== null && traceId !== undefined && (version !== "00" || more === undefined)) {
    return { traceparent: given, traceId, isNew: false };
  }
  const made = make();
  return { traceparent: `00-${made}-${made.slice(16)}-00`, traceId: made, isNew: true };
}
