import type { Matcher, Method } from "@so-webapi/operations";
import type { Exchange } from "../observe/exchange.ts";
import type { Settings } from "../settings.ts";
import { fillTemplate, readTarget } from "../target/target.ts";
import { forward } from "./forward.ts";

/** Finds the operation that a request means and lets it be answered; what the contract does not know is refused. */
export async function answerOperation(
  exchange: Exchange,
  match: Matcher,
  settings: Settings,
): Promise<Response> {
  const { request, inbound } = exchange;
  const target = readTarget(inbound.target);
  if (target.kind === "refused") return exchange.problem("target-refused");
  // HEAD is GET without the body (RFC 9110, 9.3.2); the contract lists GET only.
  const found = match(request.method === "HEAD" ? "GET" : request.method, target.path);
  switch (found.kind) {
    case "found": {
      const path = fillTemplate(found.operation.path, found.params);
      const { operation, params } = found;
      return forward(exchange, { operation, params, path, query: target.query }, settings);
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
      return exchange.problem("path-unknown", {
        detail: "/openapi.json lists what there is, /docs shows it.",
      });
  }
}

function allowed(methods: readonly Method[]): string {
  return [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
}
