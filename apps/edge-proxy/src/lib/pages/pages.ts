import { type Context, Hono } from "hono";
import { docsPages } from "../docs/docs.ts";
import { type Health, ready } from "../health/health.ts";
import { ProxyAnswer } from "../message/proxy-answer.ts";
import { answerOf, responseOf } from "../message/web.ts";
import type { Exchange } from "../observe/exchange.ts";
import { operatorPages } from "../observe/operator-pages.ts";
import type { ProxyOptions } from "../options.ts";
import type { Settings } from "../settings.ts";

/** Answers what is no traffic of the API; undefined where the path is none of the proxy's own pages. */
export type Pages = (exchange: Exchange, path: string) => Promise<ProxyAnswer | undefined> | undefined;

export interface PagesPorts {
  readonly health: () => Health;
  readonly isDraining: () => boolean;
}

interface Env {
  Bindings: { readonly exchange: Exchange; isMissing: boolean };
}

type PageAnswer = Response | ProxyAnswer | Promise<Response | ProxyAnswer>;

/** Makes the router of the pages for people and operators. API traffic goes past it. */
export function pagesOf(options: ProxyOptions, settings: Settings, ports: PagesPorts): Pages {
  const app = new Hono<Env>();
  const page = (path: string, answer: (c: Context<Env>, exchange: Exchange) => PageAnswer): void => {
    app.get(path, async (c) => asResponse(await answer(c, c.env.exchange)));
    app.all(path, (c) => asResponse(otherMethod(c.env.exchange)));
  };
  const hasKeys = options.callers?.some((caller) => "apiKeys" in caller) === true;
  const docs = docsPages(options.assets, settings, {
    keyHeader: hasKeys ? settings.apiKeyHeader : undefined,
    hasTenants: settings.tenants !== undefined,
  });
  page("/", () => new Response(null, { status: 302, headers: { location: "/docs" } }));
  page("/docs", () => docs.index());
  page("/docs/", () => docs.index());
  page("/docs/*", (c, exchange) => docs.below(exchange, c.req.path.slice("/docs/".length)));
  page("/openapi.json", (_, exchange) => docs.openapi(exchange));
  page("/-/health", () => Response.json(ports.health(), { headers: { "cache-control": "no-store" } }));
  page("/-/ready", () => ready(ports.isDraining(), settings.store()));
  for (const [path, answer] of Object.entries(operatorPages(settings, options.assets)))
    page(path, (_, exchange) => answer(exchange));
  const { upstream } = options;
  if (upstream.kind === "sandbox" && upstream.control === true) {
    for (const path of ["/-/sandbox", "/-/sandbox/*"]) app.all(path, (c) => upstream.fetch(c.req.raw));
  }
  app.notFound((c) => {
    c.env.isMissing = true;
    return new Response(null, { status: 404 });
  });
  app.onError((error) => {
    throw error;
  });

  const answerPage = async (exchange: Exchange): Promise<ProxyAnswer | undefined> => {
    const env = { exchange, isMissing: false };
    const answer = await app.fetch(exchange.request.web(exchange.stop.signal), env);
    return env.isMissing ? undefined : answerOf(answer);
  };
  return (exchange, path) => (isOwn(path) ? answerPage(exchange) : undefined);
}

/** The paths that nothing of the API can have: the root, and what is below names that are no tenant's. */
function isOwn(path: string): boolean {
  return path === "/" || path === "/openapi.json" || /^\/(?:docs|-)(?:\/|$)/.test(path);
}

function asResponse(answer: Response | ProxyAnswer): Response {
  return answer instanceof ProxyAnswer ? responseOf(answer) : answer;
}

function otherMethod(exchange: Exchange): ProxyAnswer {
  const allow = "GET, HEAD, OPTIONS";
  if (exchange.request.method === "OPTIONS")
    return new ProxyAnswer(null, { status: 204, headers: { allow } });
  return exchange.problem("method-not-allowed", { headers: { allow } });
}
