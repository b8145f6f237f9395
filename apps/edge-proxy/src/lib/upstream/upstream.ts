import type { Operation } from "@so-webapi/operations";
import type { HeaderField } from "../headers/fields.ts";
import type { ExchangeSpan } from "../observe/telemetry.ts";
import type { Stop } from "../stop/stop.ts";
import type { TransportAnswer } from "../transport/transport.ts";

/** A request of the contract, ready to be answered. */
export interface UpstreamRequest {
  readonly operation: Operation;
  /** The tenant that is meant, by its configured name; undefined where the upstream is one alone. */
  readonly tenant?: string | undefined;
  /** Who asks: the caller and whom it acts for. Empty where callers are not told apart. It holds no secret. */
  readonly identity: string;
  /** Whether the proxy's own credentials are to go along; the caller's are not among `headers` then. */
  readonly signsIn: boolean;
  readonly method: string;
  /** Scheme and authority under which the caller asked, `http://127.0.0.1:8787`. */
  readonly origin: string;
  /** The operation's own path with the caller's parameter values, and the query as it came. */
  readonly path: string;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
  /** Bytes of a streamed body where the caller declared them. */
  readonly length: number | undefined;
  readonly stop: Stop;
  /** The span of the exchange, where traces are recorded. */
  readonly span?: ExchangeSpan | undefined;
}

/** What stands behind the proxy. */
export interface Upstream {
  /** Short name for health and logs. */
  readonly kind: string;
  /** Address under which the upstream's own links begin; absent where it has none. */
  readonly baseUrl?: string;
  /** Answers, or gives undefined where it has nothing for the operation. Fails with a `TransportError` or an `UpstreamRefusal` only. */
  send(request: UpstreamRequest): Promise<TransportAnswer | undefined>;
}
