import { accepts } from "@so-webapi/platform/media";
import { equalSecrets } from "@so-webapi/platform/session";
import type { ProxyAnswer } from "../message/proxy-answer.ts";
import type { Settings } from "../settings.ts";
import { driftPage } from "./drift-page.ts";
import type { Exchange } from "./exchange.ts";
import { PROMETHEUS_MEDIA_TYPE } from "./prometheus-text.ts";

/** A page for operators: its answer to a request. */
export type OperatorPage = (exchange: Exchange) => Response | ProxyAnswer;

/** The pages below `/-/` that tell of traffic. Where operators have a token, nobody else reads them. */
export function operatorPages(settings: Settings): Readonly<Record<`/-/${string}`, OperatorPage>> {
  const guarded = (page: OperatorPage): OperatorPage => {
    const { operatorToken } = settings;
    if (operatorToken === undefined) return page;
    return (exchange) => (isOperator(exchange, operatorToken) ? page(exchange) : refuse(exchange));
  };
  return {
    "/-/drift": guarded((exchange) => drift(exchange, settings)),
    "/-/metrics": guarded(() => metrics(settings)),
  };
}

function drift({ request }: Exchange, settings: Settings): Response {
  const report = settings.drift.report();
  const wanted = accepts(request.headers.get("accept") ?? "*/*", ["application/json", "text/html"]);
  if (wanted === "text/html") return driftPage(report);
  return Response.json(report, { headers: { "cache-control": "no-store", vary: "accept" } });
}

function metrics(settings: Settings): Response {
  return new Response(settings.metrics.text(settings.resilience()), {
    headers: { "content-type": PROMETHEUS_MEDIA_TYPE, "cache-control": "no-store" },
  });
}

// RFC 6750, 2.1; the scheme's name is case-insensitive (RFC 9110, 11.1).
function isOperator({ request }: Exchange, token: string): boolean {
  const [, given] = /^bearer +(.+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  return given !== undefined && equalSecrets(given.trim(), token);
}

function refuse(exchange: Exchange): ProxyAnswer {
  return exchange.problem("operator-unknown", {
    headers: { "www-authenticate": 'Bearer realm="so-proxy operators"' },
  });
}
