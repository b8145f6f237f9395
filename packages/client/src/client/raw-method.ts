import type { RetryPolicy } from "@so-webapi/platform/retry";
import { startDeadline } from "../transport/deadline.ts";
import { type Exchanged, type ExchangeInit, exchange, type Transport } from "../transport/exchange.ts";
import { readJson } from "../transport/read-json.ts";

interface RawInit extends ExchangeInit {
  readonly signal?: AbortSignal | null;
  readonly timeoutMs?: number;
  readonly retry?: false | Partial<RetryPolicy>;
}

/**
 * Makes one of openapi-fetch's methods over our transport. JSON is read as in the named calls, so it is never
 * rounded; with another `parseAs` openapi-fetch reads it.
 *
 * @throws {SoError} when no complete answer came or it cannot be read.
 */
export function createRawMethod(method: string, transport: Transport) {
  return async (path: string, init: RawInit = {}): Promise<Exchanged> => {
    const { signal = null, timeoutMs = transport.timeoutMs, parseAs = "json", retry, ...rest } = init;
    const call = { method, path };
    const deadline = startDeadline({ call, signal, timeoutMs });
    const isUnread = parseAs === "stream";
    try {
      const readAs = parseAs === "json" ? "stream" : parseAs;
      const answer = await exchange(transport, { ...rest, parseAs: readAs }, { call, deadline, retry });
      const { response } = answer;
      if (!response.ok || parseAs !== "json") return answer;
      // The table is not at hand here, so an empty body may be what the contract says.
      return { data: await readJson(response, method, call, deadline, { admitEmpty: true }), response };
    } finally {
      deadline.release(isUnread);
    }
  };
}
