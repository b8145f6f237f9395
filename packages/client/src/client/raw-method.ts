import type { RetryPolicy } from "@so-webapi/platform/retry";
import { SoNetworkError } from "../errors/so-error.ts";
import { startDeadline } from "../transport/deadline.ts";
import { type ExchangeInit, exchange, type Transport } from "../transport/exchange.ts";
import { hasNoBody, readError, readJson } from "../transport/read-json.ts";

interface RawInit extends ExchangeInit {
  readonly signal?: AbortSignal | null;
  readonly timeoutMs?: number;
  readonly retry?: false | Partial<RetryPolicy>;
}

/** openapi-fetch's answer, untyped. */
interface RawAnswer {
  readonly data?: unknown;
  /** Body of an answer that is no success: parsed when it is JSON, else its text. */
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * Makes one of openapi-fetch's methods. JSON is read as in the named calls, so it is never rounded.
 *
 * @throws {SoError} when no complete answer came or it cannot be read.
 */
export function createRawMethod(method: string, transport: Transport) {
  return async (path: string, init: RawInit = {}): Promise<RawAnswer> => {
    const { signal, timeoutMs = transport.timeoutMs, retry, ...rest } = init;
    const parseAs = rest.parseAs ?? "json";
    const deadline = startDeadline({ call: { method, path }, signal, timeoutMs });
    try {
      const response = await exchange(transport, rest, deadline, { retry });
      if (!response.ok) return { error: await readError(response, deadline), response };
      if (hasNoBody(response)) return { response };
      if (parseAs === "stream") return { data: response.body, response };
      // The table is not at hand here, so an empty body may be what the contract says.
      if (parseAs === "json") return { data: await readJson(response, deadline, true), response };
      const read = () => response[parseAs as "text"]();
      return { data: await deadline.race(read, (options) => new SoNetworkError(options)), response };
    } finally {
      deadline.release(parseAs === "stream");
    }
  };
}
