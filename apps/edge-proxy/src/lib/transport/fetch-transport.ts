import { type Body, streamBody } from "../body/body.ts";
import { flow } from "../body/flow.ts";
import { pieceReader } from "../body/piece-reader.ts";
import type { HeaderField } from "../headers/fields.ts";
import { Stop } from "../stop/stop.ts";
import { untilStopped } from "../stop/until-stopped.ts";
import { type Transport, TransportError, type TransportRequest } from "./transport.ts";

/** Largest header of an answer that is passed on, as much as undici takes on Node; few callers could read a larger one. */
const MAX_HEADER_BYTES = 65_536;

/**
 * Transport for runtimes that have `fetch` and nothing below it (Cloudflare Workers, browsers, tests).
 * `fetch` decodes compressed bodies, so the answer is passed on decoded.
 */
export function fetchTransport(send: typeof fetch = fetch): Transport {
  return async (request) => {
    const own = new Stop();
    const abort = (): void => own.abort(request.stop.reason);
    if (request.stop.aborted) abort();
    else request.stop.on(abort);
    let deadline: ReturnType<typeof startTimer>;
    const restart = (): void => {
      clearTimeout(deadline);
      deadline = startTimer(request.headersTimeout, () => own.abort(new TransportError("timeout")));
    };
    restart();
    try {
      const response = await send(`${request.origin}${request.path}`, {
        method: request.method,
        headers: request.headers.map(([name, value]): [string, string] => [name, value]),
        // As long as the upload goes on, nobody waits for the answer.
        body: request.body instanceof ReadableStream ? uploading(request.body, restart) : request.body,
        redirect: "manual",
        signal: own.signal,
        ...(request.body instanceof ReadableStream ? { duplex: "half" } : {}),
      } as RequestInit);
      const headers = fieldsOf(response);
      if (sizeOf(headers) > MAX_HEADER_BYTES) throw new TransportError("invalid");
      return {
        status: response.status,
        statusText: response.statusText,
        headers,
        body: response.body === null ? null : watched(response.body, request, own),
      };
    } catch (cause) {
      if (cause instanceof TransportError) own.abort(cause);
      throw failure(request, own, cause, "unreachable");
    } finally {
      // The header timer ends with the header: a timer that stays armed would cut long bodies.
      clearTimeout(deadline);
    }
  };
}

function fieldsOf(response: Response): HeaderField[] {
  const decoded = response.headers.has("content-encoding");
  const fields: HeaderField[] = [];
  for (const [name, value] of response.headers) {
    if (decoded && (name === "content-encoding" || name === "content-length")) continue;
    if (name !== "set-cookie") fields.push([name, value]);
  }
  for (const value of response.headers.getSetCookie()) fields.push(["set-cookie", value]);
  return fields;
}

function sizeOf(fields: readonly HeaderField[]): number {
  return fields.reduce((size, [name, value]) => size + name.length + value.length + 4, 0);
}

function uploading(body: ReadableStream<Uint8Array>, onPiece: () => void): ReadableStream<Uint8Array> {
  return flow(new Uint8Array(0), body, { onBytes: onPiece });
}

/** Adds the time-out between two pieces to a body and gives its failures their kind. */
function watched(stream: ReadableStream<Uint8Array>, request: TransportRequest, own: Stop): Body {
  const reader = pieceReader(stream);
  return streamBody(
    new ReadableStream<Uint8Array>(
      {
        async pull(sink) {
          const idle = startTimer(request.idleTimeout, () => own.abort(new TransportError("timeout")));
          try {
            const { done, value } = await untilStopped(reader.read(), own);
            if (done) sink.close();
            else sink.enqueue(value);
          } catch (cause) {
            sink.error(failure(request, own, cause, "invalid"));
            reader.cancel().catch(() => {});
          } finally {
            clearTimeout(idle);
          }
        },
        cancel: (reason) => reader.cancel(reason),
      },
      { highWaterMark: 0 },
    ),
  );
}

function failure(
  request: TransportRequest,
  own: Stop,
  cause: unknown,
  otherwise: "unreachable" | "invalid",
): TransportError {
  if (own.reason instanceof TransportError) return own.reason;
  if (request.stop.aborted) return new TransportError("aborted", { cause });
  return new TransportError(otherwise, { cause });
}

function startTimer(ms: number, onTime: () => void): ReturnType<typeof setTimeout> | undefined {
  return ms > 0 ? setTimeout(onTime, ms) : undefined;
}
