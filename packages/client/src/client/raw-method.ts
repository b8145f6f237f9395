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
    const { signal, timeoutMs = transport.timeoutMs, parseAs = "json", retry, ...rest } = init;
    const isJson = parseAs === "json";
    const deadline = startDeadline({ call: { method, path }, signal, timeoutMs });
    try {
      const given = { ...rest, parseAs: isJson ? "stream" : parseAs };
      const answer = await exchange(transport, given, deadline, { retry });
      const { response } = answer;
      // The table is not at hand here, so an empty body may be what the contract says.
      return isJson && response.ok ? { data: await readJson(response, deadline, true), response } : answer;
    } finally {
      deadline.release(parseAs === "stream");
    }
  };
}
