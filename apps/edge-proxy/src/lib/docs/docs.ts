import type { Asset, Assets } from "../assets/assets.ts";
import type { Exchange } from "../observe/exchange.ts";
import { publicBaseOf, type Settings } from "../settings.ts";
import { docsPage, docsPolicy, docsScript } from "./page.ts";

/** Stands in the packed `openapi.json` where the address of the proxy belongs. */
export const SERVER_MARK = "https://so-proxy.invalid";

/** Answers for the pages that people read: the reference, its scripts and the contract. */
export interface DocsPages {
  /** The reference. */
  page(): Response;
  /** A file below `/docs/`. */
  file(exchange: Exchange, name: string): Promise<Response>;
  /** The contract, its server being the proxy itself. */
  openapi(exchange: Exchange): Promise<Response>;
}

/** Makes the pages over the static files at hand. */
export function docsPages(assets: Assets | undefined, settings: Settings): DocsPages {
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
      if (name === "start.js")
        return fileResponse({ body: docsScript, contentType: "text/javascript; charset=utf-8" });
      const accept = exchange.request.headers.get("accept-encoding") ?? undefined;
      const asset = name === "scalar.js" ? await assets?.(`docs/${name}`, accept) : undefined;
      return asset === undefined ? exchange.problem("asset-missing") : fileResponse(asset);
    },
    async openapi(exchange) {
      const asset = await assets?.("openapi.json");
      if (asset === undefined) return exchange.problem("asset-missing");
      const text = await new Response(asset.body).text();
      const body = text.replace(SERVER_MARK, publicBaseOf(settings, exchange.request));
      return new Response(body, {
        headers: {
          "content-type": "application/json",
          "cache-control": "no-cache",
          "access-control-allow-origin": "*",
        },
      });
    },
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
