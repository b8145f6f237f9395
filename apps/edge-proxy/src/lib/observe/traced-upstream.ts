import type { HeaderField } from "../headers/fields.ts";
import { TransportError } from "../transport/transport.ts";
import type { Upstream, UpstreamRequest } from "../upstream/upstream.ts";

/** Makes a span of each request that goes upstream for an exchange that has one, and tells the upstream of it. */
export function tracedUpstream(upstream: Upstream): Upstream {
  return {
    ...upstream,
    async send(request) {
      const { operation, method, span } = request;
      if (span === undefined) return upstream.send(request);
      const { path: route, operationId } = operation;
      const attempt = span.attempt({ method, route, operationId });
      try {
        const answer = await upstream.send(withParent(request, attempt.traceparent));
        const baseUrl = answer?.baseUrl ?? upstream.baseUrl;
        attempt.end({ baseUrl, ...(answer !== undefined && { status: answer.status }) });
        return answer;
      } catch (error) {
        const code = error instanceof TransportError ? error.kind : "refused";
        attempt.end({ baseUrl: upstream.baseUrl, error: code });
        throw error;
      }
    },
  };
}

function withParent(request: UpstreamRequest, traceparent: string): UpstreamRequest {
  const headers = request.headers.map(
    (field): HeaderField => (field[0] === "traceparent" ? ["traceparent", traceparent] : field),
  );
  return { ...request, headers };
}
