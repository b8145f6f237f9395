import { type Body, streamBody } from "../body/body.ts";

/** What came in, as close to the wire as the runtime allows. */
export interface Inbound {
  /** The request target as sent (RFC 9112, 3.2); where the runtime has already normalized it, path and query. */
  readonly target: string;
  /** Address of the other end of the connection, or what the platform vouches for. */
  readonly clientAddress: string | undefined;
  /** Null where the method has no body. */
  readonly body: Body | null;
}

/**
 * Port to what a runtime knows of a request and `Request` does not show. `env` is what the runtime hands to `fetch`.
 */
export type ReadInbound = (request: Request, env: unknown) => Inbound;

/** Web standards only. The URL parser has resolved dot segments by then; the matcher sees what is left. */
export const webInbound: ReadInbound = (request) => ({
  target: targetOf(request.url),
  clientAddress: undefined,
  body: request.body === null || !mayHaveBody(request.method) ? null : streamBody(request.body),
});

/** GET and HEAD have no body that means anything (RFC 9110, 9.3.1). */
export function mayHaveBody(method: string): boolean {
  return method !== "GET" && method !== "HEAD";
}

function targetOf(url: string): string {
  const slash = url.indexOf("/", url.indexOf("//") + 2);
  return slash === -1 ? "/" : url.slice(slash);
}
