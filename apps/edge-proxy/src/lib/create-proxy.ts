import { createMatcher } from "@so-webapi/operations";
import { type Context, Hono } from "hono";
import { version as packageVersion } from "../generated/version.ts";
import { docsPages } from "./docs/docs.ts";
import { answerOperation } from "./forward/answer-operation.ts";
import { causeOf } from "./forward/failures.ts";
import { health, ready } from "./health/health.ts";
import { beginExchange, type Exchange } from "./observe/exchange.ts";
import { operatorPages } from "./observe/operator-pages.ts";
import { serverTiming } from "./observe/server-timing.ts";
import type { ProxyOptions } from "./options.ts";
import { problemResponse } from "./problem/problem-response.ts";
import { settingsOf } from "./settings.ts";
import { readTarget } from "./target/target.ts";

/** A proxy: one function from request to answer, as every web runtime calls it. It never rejects. */
export interface WebApiProxy {
  fetch(request: Request, env?: unknown, ctx?: unknown): Promise<Response>;
  /**
   * Says that this instance is about to stop: `/-/ready` answers 503 from now on, and answers ask callers to close their
   * connections. Requests are answered as before.
   */
  drain(): void;
}

interface Env {
  Bindings: object;
  Variables: { exchange: Exchange };
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
  const match = createMatcher(settings.contract.operations);
  const pages = docsPages(options.assets, settings);
  const version = options.version ?? packageVersion;
  let started = settings.clock();
  let isDraining = false;

  const app = new Hono<Env>();
  app.use("*", async (c, next) => {
    // At the edge the clock stands at 0 outside of requests.
    started ||= settings.clock();
    const exchange = beginExchange(c.req.raw, settings.inbound(c.req.raw, c.env), settings);
    c.set("exchange", exchange);
    const { target } = exchange.inbound;
    const read = readTarget(target);
    if (target.length > settings.limits.urlLength) c.res = exchange.problem("url-too-long");
    else if (read.kind === "refused")
      c.res = exchange.problem("target-refused", { detail: `Refused: ${read.reason}.` });
    else {
      const preflight = settings.cors?.preflight(c.req.raw);
      if (preflight === undefined) {
        await next();
        settings.cors?.mark(c.req.raw, c.res.headers);
      } else c.res = preflight;
    }
    c.res.headers.set("x-request-id", exchange.id);
    if (settings.serverTiming) c.res.headers.append("server-timing", serverTiming(exchange));
    if (isDraining) c.res.headers.set("connection", "close");
    if (!exchange.deferred) exchange.end(c.res.status);
  });

  const page = (
    path: string,
    answer: (c: Context<Env>, exchange: Exchange) => Response | Promise<Response>,
  ): void => {
    app.get(path, (c) => answer(c, c.var.exchange));
    app.all(path, (c) => otherMethod(c.var.exchange));
  };
  page("/", () => new Response(null, { status: 302, headers: { location: "/docs" } }));
  page("/docs", () => pages.index());
  page("/docs/", () => pages.index());
  page("/docs/*", (c, exchange) => pages.below(exchange, c.req.path.slice("/docs/".length)));
  page("/openapi.json", (_, exchange) => pages.openapi(exchange));
  page("/-/health", () => {
    return Response.json(health(settings, version, started), { headers: { "cache-control": "no-store" } });
  });
  page("/-/ready", () => ready(isDraining));
  for (const [path, answer] of Object.entries(operatorPages(settings)))
    page(path, (_, exchange) => answer(exchange));
  const { upstream } = options;
  if (upstream.kind === "sandbox" && upstream.control === true) {
    for (const path of ["/-/sandbox", "/-/sandbox/*"]) app.all(path, (c) => upstream.fetch(c.req.raw));
  }
  const platform = upstream.kind === "sandbox" ? upstream.fetch : undefined;
  app.all("*", (c) => answerOperation(c.var.exchange, match, settings, platform));

  app.onError((error, c) => {
    const exchange = c.var.exchange as Exchange | undefined;
    if (exchange === undefined) return problemResponse("internal");
    const cause = causeOf(error);
    if (cause !== undefined) exchange.facts.cause = cause;
    return exchange.problem("internal");
  });
  return {
    drain() {
      isDraining = true;
    },
    async fetch(request, env, ctx) {
      try {
        return await app.fetch(request, env as object, ctx as never);
      } catch {
        // Only what is thrown and is no Error comes by here.
        return problemResponse("internal");
      }
    },
  };
}

function otherMethod(exchange: Exchange): Response {
  const allow = "GET, HEAD, OPTIONS";
  if (exchange.request.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
  return exchange.problem("method-not-allowed", { headers: { allow } });
}
