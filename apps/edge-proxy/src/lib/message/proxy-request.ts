import type { Body } from "../body/body.ts";
import type { HeaderList } from "./header-list.ts";

/**
 * A request as the pipeline sees it, whoever took it from the wire: no web `Request` is made of a call of the API. Node's
 * server and `fetch` have an adapter each.
 */
export interface ProxyRequest {
  /** As sent; methods are told apart by letter case (RFC 9110, 9.1). */
  readonly method: string;
  /** The request target as sent (RFC 9112, 3.2); where the runtime has already normalized it, path and query. */
  readonly target: string;
  /** Scheme and authority under which the caller asked: `http://127.0.0.1:8787`. */
  readonly origin: string;
  readonly headers: HeaderList;
  /** Null where the method has no body. */
  readonly body: Body | null;
  /** Address of the other end of the connection, or what the platform vouches for. */
  readonly clientAddress: string | undefined;
  /** Tells once when the caller goes away before it has its answer. Gives what takes the listener back. */
  onGone(listener: (cause: unknown) => void): () => void;
  /** The same as a web `Request`, for pages and sandboxes that take nothing else; `body` is then spent. */
  web(signal: AbortSignal): Request;
}

/** Scheme of a request: `https`. */
export function schemeOf({ origin }: ProxyRequest): string {
  return origin.slice(0, origin.indexOf(":"));
}
