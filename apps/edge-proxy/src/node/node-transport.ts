import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { Agent, type Dispatcher } from "undici";
import type { Stop } from "../lib/stop/stop.ts";
import {
  type Transport,
  type TransportAnswer,
  TransportError,
  type TransportFailure,
  type TransportRequest,
} from "../lib/transport/transport.ts";
import { Pool } from "./http1/pool.ts";
import { requestHead } from "./http1/request-head.ts";
import { undiciHandler } from "./undici-handler.ts";
import { UpstreamAnswer } from "./upstream-answer.ts";

/** A transport that keeps connections open. */
export interface NodeTransport {
  readonly send: Transport;
  /** Waits for what is under way and closes the connections. */
  close(): Promise<void>;
}

export interface NodeTransportOptions {
  /** Milliseconds for a connection to open; 0 for ever. Default 10,000. */
  readonly connectTimeout?: number;
}

/** Milliseconds for which a connection is kept where the upstream does not say. */
const KEPT = 4_000;
/** Bytes that the header of an answer may have. */
const MAX_HEADER = 65_536;

/**
 * Transport below `fetch`: bodies stay as they came, compressed ones compressed; redirects are not followed and nothing is
 * retried. Requests whose body is at hand go over connections of our own, which take a third of what undici's client
 * takes; uploads that stream go over undici's.
 */
export function nodeTransport({ connectTimeout = 10_000 }: NodeTransportOptions = {}): NodeTransport {
  const pools = new Map<string, Pool>();
  const agent = new Agent({ connectTimeout, keepAliveTimeout: KEPT, maxHeaderSize: MAX_HEADER });
  const poolOf = (origin: string): Pool => {
    let pool = pools.get(origin);
    if (pool === undefined) {
      pool = new Pool(origin, { connectTimeout, keepAliveTimeout: KEPT, maxHeader: MAX_HEADER });
      pools.set(origin, pool);
    }
    return pool;
  };
  return {
    send: (request) =>
      request.body instanceof ReadableStream
        ? sendStream(agent, request, request.body)
        : sendWhole(poolOf(request.origin), request, request.body),
    async close() {
      await Promise.all([agent.close(), ...[...pools.values()].map((pool) => pool.close())]);
    },
  };
}

function sendWhole(
  pool: Pool,
  { method, path, headers, headersTimeout, idleTimeout, stop }: TransportRequest,
  body: Uint8Array | null,
): Promise<TransportAnswer> {
  return exchange(stop, undefined, (answer) => {
    const head = requestHead({ method, path, host: pool.host, headers, length: body?.byteLength ?? 0 });
    pool.send({ head, body, isHead: method === "HEAD", headersTimeout, idleTimeout }, answer);
  });
}

function sendStream(
  agent: Agent,
  { origin, path, method, headers, length, headersTimeout, idleTimeout, stop }: TransportRequest,
  stream: ReadableStream<Uint8Array>,
): Promise<TransportAnswer> {
  const fields = headers.flat();
  if (length !== undefined) fields.push("content-length", String(length));
  const body = Readable.fromWeb(stream as NodeReadableStream);
  const onEnd = (): void => void body.on("error", () => {}).destroy();
  return exchange(stop, onEnd, (answer) => {
    agent.dispatch(
      {
        ...{ origin, path, headers: fields, body, headersTimeout, bodyTimeout: idleTimeout },
        method: method as Dispatcher.HttpMethod,
      },
      undiciHandler(answer),
    );
  });
}

/** Begins an exchange and gives its answer, or why there is none. It ends with `stop`, its body included. */
function exchange(
  stop: Stop,
  onEnd: (() => void) | undefined,
  begin: (answer: UpstreamAnswer) => void,
): Promise<TransportAnswer> {
  return new Promise((resolve, reject) => {
    const abort = (): void => answer.fail(stop.reason);
    const answer = new UpstreamAnswer({
      onAnswer: resolve,
      onFailure: reject,
      onEnd() {
        stop.off(abort);
        onEnd?.();
      },
      toError: (cause) => toTransportError(cause, stop),
    });
    if (stop.aborted) return abort();
    stop.on(abort);
    try {
      begin(answer);
    } catch (error) {
      answer.fail(error);
    }
  });
}

const kinds: Readonly<Record<string, TransportFailure>> = {
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  CONNECT_TIMEOUT: "timeout",
  HEADERS_TIMEOUT: "timeout",
  BODY_TIMEOUT: "timeout",
  ETIMEDOUT: "timeout",
  ECONNREFUSED: "unreachable",
  ENOTFOUND: "unreachable",
  EAI_AGAIN: "unreachable",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ENETDOWN: "unreachable",
  EADDRNOTAVAIL: "unreachable",
};

/** Sorts a failure: what never opened is unreachable, what opened and made no sense is invalid. */
function toTransportError(cause: unknown, stop: Stop): TransportError {
  if (stop.aborted && stop.reason instanceof TransportError) return stop.reason;
  const code = codeOf(cause);
  // A certificate that does not hold: the connection was never ours to use.
  const isTls = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code);
  return new TransportError(kinds[code] ?? (isTls ? "unreachable" : "invalid"), { cause });
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
