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
import { UpstreamAnswer } from "./upstream-answer.ts";

/** A transport that keeps connections open. */
export interface UndiciTransport {
  readonly send: Transport;
  /** Waits for what is under way and closes the connections. */
  close(): Promise<void>;
}

/**
 * Transport over undici's own client, below `fetch`: several times faster, and bodies stay as they came, compressed
 * ones compressed. Redirects are not followed and nothing is retried.
 */
export function undiciTransport(options: Agent.Options = {}): UndiciTransport {
  const agent = new Agent({
    connectTimeout: 10_000,
    keepAliveTimeout: 4_000,
    maxHeaderSize: 65_536,
    ...options,
  });
  return { send: (request) => send(agent, request), close: () => agent.close() };
}

function send(agent: Agent, request: TransportRequest): Promise<TransportAnswer> {
  const { origin, path, method, length, headersTimeout, idleTimeout, stop } = request;
  const headers: string[] = [];
  for (const [name, value] of request.headers) headers.push(name, value);
  const streamed =
    request.body instanceof ReadableStream ? Readable.fromWeb(request.body as NodeReadableStream) : undefined;
  if (length !== undefined && streamed !== undefined) headers.push("content-length", String(length));
  return new Promise((resolve, reject) => {
    const abort = (): void => answer.fail(stop.reason);
    const answer = new UpstreamAnswer({
      onAnswer: resolve,
      onFailure: reject,
      onEnd() {
        stop.off(abort);
        streamed?.on("error", () => {}).destroy();
      },
      toError: (cause) => toTransportError(cause, stop),
    });
    if (stop.aborted) return abort();
    stop.on(abort);
    try {
      agent.dispatch(
        {
          origin,
          path,
          method: method as Dispatcher.HttpMethod,
          headers,
          body: streamed ?? (request.body as Uint8Array | null),
          headersTimeout,
          bodyTimeout: idleTimeout,
        },
        answer,
      );
    } catch (error) {
      answer.fail(error);
    }
  });
}

const kinds: Readonly<Record<string, TransportFailure>> = {
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
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
