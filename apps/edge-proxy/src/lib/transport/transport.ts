import type { Body } from "../body/body.ts";
import type { HeaderField } from "../headers/fields.ts";
import type { Stop } from "../stop/stop.ts";

/** One request on its way upstream. Nothing in it is changed by the transport but the framing of its body. */
export interface TransportRequest {
  readonly method: string;
  /** Scheme and authority, `https://online.superoffice.com`. */
  readonly origin: string;
  /** Path and query, percent-encoded. */
  readonly path: string;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
  /** Bytes of a streamed body where the caller declared them; else it goes in chunks. */
  readonly length: number | undefined;
  /** Milliseconds to wait for the header of the answer once the request is sent; 0 waits for ever. */
  readonly headersTimeout: number;
  /** Milliseconds between two pieces of the answer's body; 0 waits for ever. */
  readonly idleTimeout: number;
  /** Ends the exchange at any point, the body of the answer included; `stop.signal` is an `AbortSignal`. */
  readonly stop: Stop;
}

/** The answer as it came: redirects not followed, bodies not decoded unless the runtime leaves no choice. */
export interface TransportAnswer {
  readonly status: number;
  readonly statusText: string;
  /** Where the runtime decodes bodies, `content-encoding` and `content-length` are left out. */
  readonly headers: readonly HeaderField[];
  readonly body: Body | null;
  /** Address below which the answer's own links begin; absent where the upstream has one for all. */
  readonly baseUrl?: string;
  /** True for one that the upstream gave before and that the cache gives again. */
  readonly isKept?: boolean;
}

/** Carries one request. Fails with a {@link TransportError} and nothing else, during the body as well. */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>;

/**
 * What went wrong on the way: no connection, no answer in time, an answer that is not HTTP, or our own abort. And what the
 * proxy did not let through: too much is under way, or the upstream failed too often.
 */
export type TransportFailure =
  | "unreachable"
  | "timeout"
  | "invalid"
  | "aborted"
  | "overloaded"
  | "unavailable";

/** Failure of a transport. Its `cause` is for logs and never for callers. */
export class TransportError extends Error {
  readonly kind: TransportFailure;
  /** Milliseconds after which it makes sense to ask again, where that is known. */
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: TransportFailure,
    options?: { readonly cause?: unknown; readonly retryAfterMs?: number },
  ) {
    super(`upstream ${kind}`, options);
    this.name = "TransportError";
    this.kind = kind;
    this.retryAfterMs = options?.retryAfterMs;
  }
}
