import type { TraceContext } from "../observe/trace-context.ts";
import type { HeaderField } from "./fields.ts";
import { withoutHopByHop } from "./hop-by-hop.ts";

/** What the proxy says of a request on its own account. */
export interface ForwardedFacts {
  readonly requestId: string;
  readonly trace: Pick<TraceContext, "traceparent" | "isNew">;
  /** Scheme of the caller's request, `https` for example. */
  readonly scheme: string;
  /** Address of the caller as the runtime knows it, never as the caller says. */
  readonly clientAddress: string | undefined;
  /** Names, in lower case, of the caller's fields that are for the proxy alone. Default none. */
  readonly spent?: readonly string[] | undefined;
}

// What a caller says of itself here would be believed upstream as if the proxy had said it.
const spoofable =
  /^(?:forwarded|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|cf-.*|x-request-id|traceparent)$/;

/**
 * The fields that go upstream: the caller's own, credentials and unknown `SO-` fields included, without those of the
 * connection, without `Host` and `Expect`, and with the proxy's own word on where the request came from.
 */
export function requestHeaders(fields: Iterable<HeaderField>, facts: ForwardedFacts): HeaderField[] {
  const via: string[] = [];
  const kept: HeaderField[] = [];
  for (const field of withoutHopByHop(fields)) {
    const [name, value] = field;
    if (name === "via") via.push(value);
    else if (name === "tracestate" && facts.trace.isNew) continue;
    else if (name === "host" || name === "expect" || spoofable.test(name)) continue;
    else if (facts.spent?.includes(name) !== true) kept.push(field);
  }
  if (facts.clientAddress !== undefined) kept.push(["x-forwarded-for", facts.clientAddress]);
  kept.push(["x-forwarded-proto", facts.scheme]);
  kept.push(["x-request-id", facts.requestId]);
  kept.push(["traceparent", facts.trace.traceparent]);
  // RFC 9110, 7.6.3: a gateway sends Via in the requests that it forwards.
  kept.push(["via", [...via, "1.1 so-proxy"].join(", ")]);
  return kept;
}
