import type { Matcher, Method } from "@so-webapi/operations";
import type { Exchange } from "../observe/exchange.ts";
import type { Settings } from "../settings.ts";
import { fillTemplate, readTarget } from "../target/target.ts";
import type { LocalFetch } from "../upstream/sandbox-upstream.ts";
import { forward } from "./forward.ts";
import { passOn } from "./pass-on.ts";
import { isBesideContract, splitTenant } from "./platform-paths.ts";

/**
 * Finds the operation that a request means and lets it be answered. What the contract does not know is refused, unless it
 * belongs to the platform and `platform` is there to answer for that: signing in, the state service, tenants by name.
 */
export async function answerOperation(
  exchange: Exchange,
  match: Matcher,
  settings: Settings,
  platform?: LocalFetch,
): Promise<Response> {
  const { request, inbound } = exchange;
  const target = readTarget(inbound.target);
  if (target.kind === "refused") return exchange.problem("target-refused");
  const who = await settings.access?.recognize(exchange);
  if (who instanceof Response) return who;
  // HEAD is GET without the body (RFC 9110, 9.3.2); the contract lists GET only.
  const { tenant, path } = platform ? splitTenant(target.path) : { tenant: "", path: target.path };
  const found = match(request.method === "HEAD" ? "GET" : request.method, path);
  switch (found.kind) {
    case "found": {
      const { operation, params } = found;
      const filled = tenant + fillTemplate(operation.path, params);
      return forward(exchange, { operation, params, path: filled, query: target.query, who }, settings);
    }
    case "wrong-method": {
      const allow = allowed(found.allow);
      if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
      return exchange.problem("method-not-allowed", {
        detail: `The path takes ${allow}.`,
        headers: { allow },
      });
    }
    case "not-found":
      if (platform !== undefined && isBesideContract(path))
        return passOn(exchange, platform, settings, who?.spent);
      return exchange.problem("path-unknown", {
        detail: "/openapi.json lists what there is, /docs shows it.",
      });
  }
}

function allowed(methods: readonly Method[]): string {
  return [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
}
