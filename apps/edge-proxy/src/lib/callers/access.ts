import type { Operation } from "@so-webapi/operations";
import { wholeContract } from "../contract/contract.ts";
import { RATE_POLICY, type RateHeaders, rateHeaders } from "../limits/rate-headers.ts";
import type { ProxyAnswer } from "../message/proxy-answer.ts";
import type { Exchange } from "../observe/exchange.ts";
import type { ProxyOptions } from "../options.ts";
import { allowing, type Refusal } from "../policies/policy.ts";
import { memoryRateStore } from "../stores/memory-rate-store.ts";
import { type View, viewOf } from "../visibility/view.ts";
import type { Recognized } from "./caller.ts";
import { recognizer } from "./recognize.ts";

/** What the proxy does about callers before anything goes upstream. */
export interface Access {
  /** Who asks, or the answer that refuses. */
  recognize(exchange: Exchange): Promise<Recognized | ProxyAnswer>;
  /** Counts the request against the caller's rate: fields for its answer, or the answer that refuses. */
  take(exchange: Exchange, who: Recognized): Promise<RateHeaders | ProxyAnswer | undefined>;
  /** Undefined where the caller may call the operation, else the answer that refuses. */
  allow(exchange: Exchange, who: Recognized, operation: Operation): ProxyAnswer | undefined;
  /** What the caller may see; undefined where that is everything. */
  view(who: Recognized): View | undefined;
}

/** Name of the header field of API keys unless another is set. */
export const API_KEY_HEADER = "X-Api-Key";

const refusalTexts: Readonly<Record<Refusal, string>> = {
  writes: "may change something, and the caller may only read",
  unlisted: "is none of the operations that the caller may call",
};

/**
 * Reads the options on callers; undefined where everybody is let in.
 *
 * @throws {TypeError} for callers that contradict each other.
 */
export function accessOf(options: ProxyOptions, clock: () => number): Access | undefined {
  const { callers, apiKeyHeader = API_KEY_HEADER } = options;
  if (callers === undefined) return undefined;
  const fetchKeys = options.fetchKeys ?? ((request: Request) => fetch(request));
  const contract = options.contract ?? wholeContract;
  const policies = new Map(
    callers.flatMap(({ name, policy }) =>
      policy ? [[name, allowing(policy, contract.operations)] as const] : [],
    ),
  );
  const views = new Map(callers.map(({ name, policy }) => [name, policy && viewOf(policy, contract.shapes)]));
  const store = options.rateStore ?? memoryRateStore();
  const recognize = recognizer({
    callers,
    apiKeyHeader: apiKeyHeader.toLowerCase(),
    fetchKeys,
    clock,
    sha256: options.sha256,
  });
  return {
    async take(exchange, who) {
      const { name, rate } = who.caller;
      if (rate === undefined) return undefined;
      const taken = await store.take(rateKey(name, who, exchange), rate, clock());
      const headers = rateHeaders(rate, taken);
      if (taken.allowed) return headers;
      // RFC 9110, 10.2.3: whole seconds; rounded down, the next attempt would come too early.
      const retryAfter = String(Math.max(1, Math.ceil(taken.retryMs / 1000)));
      return refused(
        exchange,
        exchange.problem("rate-exceeded", {
          headers: { ...headers, "retry-after": retryAfter },
          extensions: { "violated-policies": [RATE_POLICY] },
        }),
      );
    },
    allow(exchange, who, operation) {
      const refusal = policies.get(who.caller.name)?.(operation);
      if (refusal === undefined) return undefined;
      const { operationId } = operation;
      exchange.facts.operationId = operationId;
      const detail = `${operationId} ${refusalTexts[refusal]}.`;
      const extensions = { operation: operationId };
      return refused(exchange, exchange.problem("operation-refused", { detail, extensions }));
    },
    view: (who) => views.get(who.caller.name),
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
          const { detail, challenge, cause } = recognition;
          exchange.facts.cause = cause;
          const headers = { "www-authenticate": challenge };
          return refused(exchange, exchange.problem("caller-unknown", { detail, headers }));
        }
      }
    },
  };
}

function rateKey(name: string, { caller, subject }: Recognized, { request }: Exchange): string {
  if ("ownCredentials" in caller) return `${name} ${request.clientAddress ?? ""}`;
  return subject === undefined ? name : `${name} ${subject}`;
}

/** Lets go of a body that nobody will read. */
export function refused(exchange: Exchange, answer: ProxyAnswer): ProxyAnswer {
  exchange.request.body?.cancel();
  return answer;
}
