import { accepts } from "@so-webapi/platform/media";
import { equalSecrets } from "@so-webapi/platform/session";
import type { Assets } from "../assets/assets.ts";
import { driftPage } from "../drift/drift-page.ts";
import { evidenceFinder } from "../drift/evidence.ts";
import type { ProxyAnswer } from "../message/proxy-answer.ts";
import type { Settings } from "../settings.ts";
import type { Exchange } from "./exchange.ts";
import { PROMETHEUS_MEDIA_TYPE } from "./prometheus-text.ts";

/** A page for operators: its answer to a request. */
export type OperatorPage = (exchange: Exchange) => Response | ProxyAnswer | Promise<Response>;

/** The pages below `/-/` that tell of traffic. Where operators have a token, nobody else reads them; else nobody does, unless they are open. */
export function operatorPages(
  settings: Settings,
  assets: Assets | undefined,
): Readonly<Record<`/-/${string}`, OperatorPage>> {
  const guarded = (page: OperatorPage): OperatorPage => {
    const { operators } = settings;
    if (operators === "anybody") return page;
    if (operators === "nobody") return closed;
    return (exchange) => (isOperator(exchange, operators.token) ? page(exchange) : refuse(exchange));
  };
  return {
    "/-/drift": guarded((exchange) => drift(exchange, settings, assets)),
    "/-/metrics": guarded(() => metrics(settings)),
  };
}

async function drift(
  { request }: Exchange,
  settings: Settings,
  assets: Assets | undefined,
): Promise<Response> {
  const report = settings.drift.report();
  const evidenceOf = await evidenceFinder(assets);
  const wanted = accepts(request.headers.get("accept") ?? "*/*", ["application/json", "text/html"]);
  if (wanted === "text/html") return driftPage(report, evidenceOf);
  const operations = report.operations.map((operation) => ({
    ...operation,
    places: operation.places.map((place) => ({ ...place, evidence: evidenceOf(place) ?? null })),
  }));
  return Response.json(
    { ...report, operations },
    { headers: { "cache-control": "no-store", vary: "accept" } },
  );
}

function metrics(settings: Settings): Response {
  return new Response(
    settings.metrics.text({
      resilience: settings.resilience(),
      store: settings.store(),
      drift: settings.drift.report(),
    }),
    {
      headers: { "content-type": PROMETHEUS_MEDIA_TYPE, "cache-control": "no-store" },
    },
  );
}

// RFC 6750, 2.1, for programs, and RFC 7617, 2, for people: browsers ask for a name and a password, and send no other scheme by
// themselves. The token is the password; any name will do. A scheme's name is case-insensitive (RFC 9110, 11.1).
function isOperator({ request }: Exchange, token: string): boolean {
  const [, scheme = "", given = ""] =
    /^(bearer|basic) +(.+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  const secret = scheme.toLowerCase() === "basic" ? passwordOf(given.trim()) : given.trim();
  return secret !== undefined && equalSecrets(secret, token);
}

function passwordOf(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const pair = new TextDecoder().decode(bytes);
    return pair.includes(":") ? pair.slice(pair.indexOf(":") + 1) : undefined;
  } catch {
    return undefined;
  }
}

function closed(exchange: Exchange) {
  return exchange.problem("operator-pages-closed", {
    detail: "Set OPERATOR_TOKEN, and send it as Authorization: Bearer.",
  });
}

function refuse(exchange: Exchange): ProxyAnswer {
  return exchange.problem("operator-unknown", {
    detail: "OPERATOR_TOKEN as Authorization: Bearer, or in a browser as the password of any name.",
    headers: {
      "www-authenticate":
        'Basic realm="so-proxy operators", charset="UTF-8", Bearer realm="so-proxy operators"',
    },
  });
}
