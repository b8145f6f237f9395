import { type ReadInbound, webInbound } from "../lib/inbound/inbound.ts";

/** As the web sees it, with the caller's address as Cloudflare vouches for it. */
export const workerInbound: ReadInbound = (request, env) => ({
  ...webInbound(request, env),
  clientAddress: request.headers.get("cf-connecting-ip") ?? undefined,
});
