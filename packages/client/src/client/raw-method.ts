import { SoRequestError } from "../errors/so-error.ts";
import { startDeadline } from "../transport/deadline.ts";
import { type Exchanged, type ExchangeInit, exchange, type Transport } from "../transport/exchange.ts";
import { readJson } from "../transport/read-json.ts";
import { isTimeout, TIMEOUT_RULE } from "./check-options.ts";
import type { NamedCallDefaults } from "./named-call.ts";

interface RawInit extends ExchangeInit {
  readonly signal?: AbortSignal | null;
  readonly timeoutMs?: number;
}

/**
 * Makes one of openapi-fetch's methods over our transport. JSON is read as in the named calls, so it is never
 * rounded; with another `parseAs` openapi-fetch reads it.
 *
 * @throws {SoError} when no complete answer came or it cannot be read.
 */
export function createRawMethod(method: string, transport: Transport, defaults: NamedCallDefaults) {
  return async (path: string, init: RawInit = {}): Promise<Exchanged> => {
    const { signal = null, timeoutMs = defaults.timeoutMs, parseAs = "json", ...rest } = init;
    const call = { method, path };
    if (!isTimeout(timeoutMs)) throw new SoRequestError(TIMEOUT_RULE, { call });

    const deadline = startDeadline({ call, signal, timeoutMs });
    try {
      const readAs = parseAs === "json" ? "stream" : parseAs;
      const answer = await exchange(transport, { ...rest, parseAs: readAs }, { call, deadline });
      const { response } = answer;
      if (!response.ok || parseAs !== "json") return answer;
      // The table is not at hand here, so an empty body may be what the contract says.
      return { data: await readJson(response, method, call, deadline, { admitEmpty: true }), response };
    } finally {
      deadline.release();
    }
  };
}
