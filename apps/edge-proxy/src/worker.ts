import { type Config, readConfig } from "./config/config.ts";
import { logTo } from "./config/log-lines.ts";
import { samples } from "./generated/samples.ts";
import { createProxy, type WebApiProxy } from "./lib/create-proxy.ts";
import { problemResponse } from "./lib/problem/problem-response.ts";
import { type AssetsBinding, bindingAssets } from "./worker/binding-assets.ts";
import { workerInbound } from "./worker/worker-inbound.ts";

/** Bindings: the variables of the README, and the static files under `ASSETS`. */
interface Bindings extends Readonly<Record<string, unknown>> {
  readonly ASSETS?: AssetsBinding;
}

// One proxy per set of bindings. It is made of settings alone, so requests share nothing through it.
const proxies = new WeakMap<Bindings, WebApiProxy>();

export default {
  async fetch(request: Request, env: Bindings, ctx: unknown): Promise<Response> {
    let proxy = proxies.get(env);
    if (proxy === undefined) {
      const read = readConfig(env);
      if (!read.ok) {
        // For the one who deploys; callers see that the proxy failed and nothing else.
        for (const error of read.errors) console.error(`so-proxy: ${error}`);
        return problemResponse("internal");
      }
      proxy = proxyOf(read.config, env);
      proxies.set(env, proxy);
    }
    return proxy.fetch(request, env, ctx);
  },
};

function proxyOf(config: Config, { ASSETS }: Bindings): WebApiProxy {
  return createProxy({
    upstream: config.upstream.kind === "samples" ? { kind: "samples", samples } : config.upstream,
    validation: config.validation,
    limits: config.limits,
    timeouts: config.timeouts,
    ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    inbound: workerInbound,
    ...(ASSETS !== undefined && { assets: bindingAssets(ASSETS) }),
    log: logTo(config.log, (line) => console.log(line)),
  });
}
