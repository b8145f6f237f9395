import type { Asset, Assets } from "../assets/assets.ts";
import type { ProxyAnswer } from "../message/proxy-answer.ts";
import type { Exchange } from "../observe/exchange.ts";
import type { Settings } from "../settings.ts";
import { groupPage, type TryItNeeds } from "./group-page.ts";
import { type Group, groupsOf } from "./groups.ts";
import { indexPage } from "./index-page.ts";
import { docsPolicy } from "./page.ts";
import { scripts, styles } from "./page-files.ts";

/** Answers for the pages that people read: the reference, its files and the contract. */
export interface DocsPages {
  /** Every agent and entity, and a search over their operations. */
  index(): Response;
  /** What is below `/docs/`: the reference of one group, its document, scripts and styles. */
  below(exchange: Exchange, path: string): Promise<Response | ProxyAnswer>;
  /** The contract, its server being the proxy itself. */
  openapi(exchange: Exchange): Promise<Response | ProxyAnswer>;
}

/** Makes the pages over the static files at hand. */
export function docsPages(assets: Assets | undefined, settings: Settings, needs: TryItNeeds): DocsPages {
  let known: readonly Group[] | undefined;
  let index: string | undefined;
  const groups = (): readonly Group[] => {
    known ??= groupsOf(settings.contract.operations);
    return known;
  };

  async function file(exchange: Exchange, path: string): Promise<Response | ProxyAnswer> {
    const asset = await assets?.(path, exchange.request.headers.get("accept-encoding") ?? undefined);
    return asset === undefined ? exchange.problem("asset-missing") : fileResponse(asset);
  }
  return {
    index() {
      index ??= indexPage(groups());
      return html(index);
    },
    async below(exchange, path) {
      const group = groups().find(({ key }) => key === path);
      if (group !== undefined) return html(groupPage(group, needs));
      const script = Object.hasOwn(scripts, path) ? scripts[path] : undefined;
      if (script !== undefined)
        return fileResponse({ body: script, contentType: "text/javascript; charset=utf-8" });
      if (path === "style.css") return fileResponse({ body: styles, contentType: "text/css; charset=utf-8" });
      return file(exchange, `docs/${path}`);
    },
    async openapi(exchange) {
      const server = serverOf(settings.publicUrl, needs.hasTenants);
      const asset = server === undefined ? undefined : await assets?.("openapi.json");
      const answer = asset === undefined ? await file(exchange, "openapi.json") : fileResponse(asset);
      if (!(answer instanceof Response)) return answer;
      answer.headers.set("cache-control", "no-cache");
      answer.headers.set("access-control-allow-origin", "*");
      if (server === undefined) return answer;
      const document = (await answer.text()).replace(ownServer, () => `"servers":[{${server}`);
      return new Response(document, { headers: answer.headers });
    },
  };
}

/** How the packed contract names the proxy: by a URL that is relative to the document's own. */
const ownServer = '"servers":[{"url":"/"';

/** Members of the server where it is not the packed contract's: another address, or tenants, whose names are nobody's business. */
function serverOf(publicUrl: string | undefined, hasTenants: boolean): string | undefined {
  if (!hasTenants) return publicUrl && `"url":${JSON.stringify(publicUrl)}`;
  const variables = { tenant: { default: "Cust12345", description: "Name of the tenant." } };
  return `"url":${JSON.stringify(`${publicUrl ?? ""}/{tenant}`)},"variables":${JSON.stringify(variables)}`;
}

const html = (body: string): Response =>
  new Response(body, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": docsPolicy,
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });

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
