import type { Asset, Assets } from "../assets/assets.ts";
import type { Exchange } from "../observe/exchange.ts";
import { publicBaseOf, type Settings } from "../settings.ts";
import { docsPage, docsPolicy, docsScript } from "./page.ts";

/** Stands in the packed documents where the address of the proxy belongs. */
export const SERVER_MARK = "https://so-proxy.invalid";

/** Answers for the pages that people read: the reference, its files and the contract. */
export interface DocsPages {
  /** The reference. */
  page(): Response;
  /** A file below `/docs/`: the scripts, and the contract with the documented samples as examples. */
  file(exchange: Exchange, name: string): Promise<Response>;
  /** The contract, its server being the proxy itself. */
  openapi(exchange: Exchange): Promise<Response>;
}

/** Makes the pages over the static files at hand. */
export function docsPages(assets: Assets | undefined, settings: Settings): DocsPages {
  async function document(exchange: Exchange, path: string): Promise<Response> {
    const asset = await assets?.(path);
    if (asset === undefined) return exchange.problem("asset-missing");
    const text = await new Response(asset.body).text();
    return new Response(text.replace(SERVER_MARK, publicBaseOf(settings, exchange.request)), {
      headers: {
        "content-type": "application/json",
        "cache-control": "no-cache",
        "access-control-allow-origin": "*",
      },
    });
  }
  return {
    page: () =>
      new Response(docsPage, {
        headers: {
          "content-type": "text/html; charset=utf-8",
          "content-security-policy": docsPolicy,
          "referrer-policy": "no-referrer",
          "x-content-type-options": "nosniff",
        },
      }),
    async file(exchange, name) {
      switch (name) {
        case "start.js":
          return fileResponse({ body: docsScript, contentType: "text/javascript; charset=utf-8" });
        case "reference.json":
          return document(exchange, "docs/reference.json");
        case "scalar.js": {
          const accept = exchange.request.headers.get("accept-encoding") ?? undefined;
          const asset = await assets?.("docs/scalar.js", accept);
          return asset === undefined ? exchange.problem("asset-missing") : fileResponse(asset);
        }
        default:
          return exchange.problem("asset-missing");
      }
    },
    openapi: (exchange) => document(exchange, "openapi.json"),
  };
}

function fileResponse({ body, contentType, contentEncoding }: Asset): Response {
  return new Response(body, {
    headers: {
      "content-type": contentType,
      "cache-control": "public, max-age=3600",
      "x-content-type-options": "nosniff",
      vary: "accept-encoding",
      ...(contentEncoding !== undefined && { "content-encoding": contentEncoding }),
    },
  });
}
