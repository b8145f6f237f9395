import type { Exchange } from "../observe/exchange.ts";
import type { ProxyOptions } from "../options.ts";
import type { Recognized } from "./caller.ts";
import { recognizer } from "./recognize.ts";

/** What the proxy does about callers before anything goes upstream. */
export interface Access {
  /** Who asks, or the answer that refuses. */
  recognize(exchange: Exchange): Promise<Recognized | Response>;
}

/** Name of the header field of API keys unless another is set. */
export const API_KEY_HEADER = "X-Api-Key";

/**
 * Reads the options on callers; undefined where everybody is let in.
 *
 * @throws {TypeError} for callers that contradict each other.
 */
export function accessOf(options: ProxyOptions, clock: () => number): Access | undefined {
  const { callers, apiKeyHeader = API_KEY_HEADER } = options;
  if (callers === undefined) return undefined;
  const fetchKeys = options.fetchKeys ?? ((request: Request) => fetch(request));
  const recognize = recognizer({ callers, apiKeyHeader: apiKeyHeader.toLowerCase(), fetchKeys, clock });
  return {
    async recognize(exchange) {
      const recognition = await recognize(exchange.request.headers);
      switch (recognition.kind) {
        case "recognized":
          exchange.facts.caller = recognition.who.caller.name;
          return recognition.who;
        case "unverifiable":
          return refused(
            exchange,
            exchange.problem("caller-unverifiable", { headers: { "retry-after": "30" } }),
          );
        case "unknown": {
          const { detail, challenge } = recognition;
          const headers = { "www-authenticate": challenge };
          return refused(exchange, exchange.problem("caller-unknown", { detail, headers }));
        }
      }
    },
  };
}

/** Lets go of a body that nobody will read. */
export function refused(exchange: Exchange, answer: Response): Response {
  exchange.inbound.body?.cancel();
  return answer;
}
