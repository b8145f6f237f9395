import { createMatcher } from "@so-webapi/operations";
import { version as packageVersion } from "../generated/version.ts";
import { answerOperation } from "./forward/answer-operation.ts";
import { causeOf } from "./forward/failures.ts";
import { health } from "./health/health.ts";
import type { ProxyAnswer } from "./message/proxy-answer.ts";
import type { ProxyRequest } from "./message/proxy-request.ts";
import { requestOf, responseOf } from "./message/web.ts";
import { beginExchange, type Exchange } from "./observe/exchange.ts";
import { serverTiming } from "./observe/server-timing.ts";
import type { ProxyOptions } from "./options.ts";
import { pagesOf } from "./pages/pages.ts";
import { problemResponse } from "./problem/problem-response.ts";
import { publicBaseOf, settingsOf } from "./settings.ts";
import { soapService } from "./soap/soap-service.ts";
import { readTarget } from "./target/target.ts";

/** A proxy: one function from request to answer, as every web runtime calls it. It never rejects. */
export interface WebApiProxy {
  fetch(request: Request, env?: unknown, ctx?: unknown): Promise<Response>;
  /** The same without web objects, for a server that has none at hand: Node's does better without. It never rejects. */
  handle(request: ProxyRequest): Promise<ProxyAnswer>;
  /**
   * Says that this instance is about to stop: `/-/ready` answers 503 from now on, and answers ask callers to close their
   * connections. Requests are answered as before.
   */
  drain(): void;
}

/**
 * Makes a proxy in front of a SuperOffice WebAPI. One instance serves all requests; between them it keeps counters and
 * nothing of what passed.
 *
 * @throws {TypeError | RangeError} for an upstream or a limit that makes no sense.
 *
 * @example
 * const proxy = createProxy({ upstream: { kind: "url", baseUrl: "https://online.superoffice.com/Cust12345" } });
 * const answer = await proxy.fetch(new Request("https://proxy.example/-/health"));
 */
export function createProxy(options: ProxyOptions): WebApiProxy {
  const settings = settingsOf(options);
  const match = settings.contract.match ?? createMatcher(settings.contract.operations);
  const version = options.version ?? packageVersion;
  const { upstream } = options;
  const platform = upstream.kind === "sandbox" ? upstream.fetch : undefined;
  let started = settings.clock();
  let isDraining = false;
  const pages = pagesOf(options, settings, {
    health: () => health(settings, version, started),
    isDraining: () => isDraining,
  });

  const soap =
    options.soap === false
      ? undefined
      : soapService(options.soap ?? {}, {
          contract: settings.contract,
          maxBytes: settings.limits.bodyBytes,
          signsIn: settings.signsIn,
          apiKeyHeader: settings.apiKeyHeader,
          clock: settings.clock,
          addressOf: (request) => publicBaseOf(settings, request),
          answerRest: (exchange) => answerTargetOf(exchange, readTarget(exchange.request.target)),
        });

  async function answerTargetOf(
    exchange: Exchange,
    target: ReturnType<typeof readTarget>,
  ): Promise<ProxyAnswer> {
    if (target.kind === "refused")
      return exchange.problem("target-refused", { detail: `Refused: ${target.reason}.` });
    return answerOperation(exchange, target, match, settings, platform);
  }

  async function answer(exchange: Exchange): Promise<ProxyAnswer> {
    const { request } = exchange;
    const target = readTarget(request.target);
    if (request.target.length > settings.limits.urlLength) return exchange.problem("url-too-long");
    if (target.kind === "refused") return answerTargetOf(exchange, target);
    const preflight = settings.cors?.preflight(request);
    if (preflight !== undefined) return preflight;
    const special = pages(exchange, target.path) ?? soap?.(exchange, target.path);
    const given = (special && (await special)) ?? (await answerTargetOf(exchange, target));
    settings.cors?.mark(request, given.headers);
    return given;
  }

  async function handle(request: ProxyRequest): Promise<ProxyAnswer> {
    // At the edge the clock stands at 0 outside of requests.
    started ||= settings.clock();
    const exchange = beginExchange(settings.seenThrough?.(request) ?? request, settings);
    let given: ProxyAnswer;
    try {
      given = await answer(exchange);
    } catch (error) {
      const cause = causeOf(error);
      if (cause !== undefined) exchange.facts.cause = cause;
      given = exchange.problem("internal");
    }
    const { headers } = given;
    headers.set("x-request-id", exchange.id);
    if (settings.serverTiming) headers.append("server-timing", serverTiming(exchange));
    if (isDraining) headers.set("connection", "close");
    if (!exchange.deferred) exchange.end(given.status);
    return given;
  }

  return {
    drain() {
      isDraining = true;
    },
    handle,
    async fetch(request, env) {
      try {
        return responseOf(await handle(requestOf(request, settings.inbound(request, env))));
      } catch {
        return problemResponse("internal");
      }
    },
  };
}
