import { type Config, readConfig } from "../config/config.ts";
import { type JsoncResult, parseJsonc } from "../config/document/jsonc.ts";
import { isRecord } from "../config/document/readers.ts";
import { logTo, noticeTo, storeLines } from "../config/log-lines.ts";
import { samples } from "../generated/samples.ts";
import { createProxy, type WebApiProxy } from "../lib/create-proxy.ts";
import type { UpstreamOptions } from "../lib/options.ts";
import { problemResponse } from "../lib/problem/problem-response.ts";
import { type AssetsBinding, bindingAssets } from "./binding-assets.ts";
import { boundStores, type StoreBindings } from "./cloudflare/bound-stores.ts";
import { workerInbound } from "./worker-inbound.ts";

/** Bindings: the variables of the README, the static files under `ASSETS`, a D1 database under `DB`. */
export interface Bindings extends Readonly<Record<string, unknown>>, StoreBindings {
  readonly ASSETS?: AssetsBinding;
  readonly DB?: unknown;
  /** A configuration document: an object, or JSON as text. */
  readonly CONFIG?: unknown;
}

export interface WorkerOptions {
  /** Opens the sandbox over the database that is bound as `DB`. Absent in the Worker that has no sandbox in it. */
  readonly openSandbox?: (database: unknown) => Promise<UpstreamOptions>;
}

/** What Cloudflare calls. */
export interface Worker {
  fetch(request: Request, env: Bindings, ctx: unknown): Promise<Response>;
}

/** Makes a Worker. A proxy is made of settings alone, one per set of bindings, so requests share nothing through it. */
export function makeWorker({ openSandbox }: WorkerOptions = {}): Worker {
  const proxies = new WeakMap<Bindings, WebApiProxy>();
  return {
    async fetch(request, env, ctx) {
      const known = proxies.get(env);
      if (known !== undefined) return known.fetch(request, env, ctx);
      const opened = await open(env, openSandbox);
      if (!opened.ok) {
        // For the one who deploys; callers see that the proxy failed and nothing else.
        for (const error of opened.errors) console.error(`so-proxy: ${error}`);
        return problemResponse("internal");
      }
      proxies.set(env, opened.proxy);
      return opened.proxy.fetch(request, env, ctx);
    },
  };
}

type Opened =
  | { readonly ok: true; readonly proxy: WebApiProxy }
  | { readonly ok: false; readonly errors: readonly string[] };

async function open(env: Bindings, openSandbox: WorkerOptions["openSandbox"]): Promise<Opened> {
  // Without a database there is nothing to keep a tenant in: samples answer unless something else is set.
  const hasSandbox = env.DB !== undefined && openSandbox !== undefined;
  const document = documentOf(env.CONFIG);
  if (!document.ok) return { ok: false, errors: [`CONFIG ${document.error}`] };
  const read = readConfig(env, hasSandbox ? document.value : orSamples(document.value));
  if (!read.ok) return read;
  if (read.config.services.store.kind === "redis")
    return {
      ok: false,
      errors: ["store.redis is for Node; a Worker shares through the bindings STORE and TENANTS"],
    };
  const { upstream } = read.config;
  switch (upstream.kind) {
    case "url":
    case "soap":
    case "tenants":
      return { ok: true, proxy: proxyOf(read.config, upstream, env) };
    case "samples":
      return { ok: true, proxy: proxyOf(read.config, { kind: "samples", samples }, env) };
    case "sandbox":
      if (openSandbox === undefined)
        return { ok: false, errors: ["UPSTREAM sandbox needs the Worker dist/worker-sandbox/index.js"] };
      if (env.DB === undefined)
        return { ok: false, errors: ["UPSTREAM sandbox needs a D1 database that is bound as DB"] };
      try {
        // Where two requests open an empty database at once, one of them finds it filled the second time.
        const upstreamOptions = await openSandbox(env.DB).catch(() => openSandbox(env.DB));
        return { ok: true, proxy: proxyOf(read.config, upstreamOptions, env) };
      } catch (error) {
        const reason = error instanceof Error ? error.message : "unknown reason";
        return { ok: false, errors: [`the sandbox cannot be opened: ${reason}`] };
      }
  }
}

/** A binding of text holds JSON; wrangler also binds objects. */
function documentOf(binding: unknown): JsoncResult {
  if (typeof binding !== "string") return { ok: true, value: binding };
  return binding.trim() === "" ? { ok: true, value: undefined } : parseJsonc(binding);
}

function orSamples(document: unknown): unknown {
  if (document === undefined) return { upstream: "samples" };
  if (!isRecord(document) || document["tenants"] !== undefined) return document;
  return { upstream: "samples", ...document };
}

function proxyOf(config: Config, upstream: UpstreamOptions, env: Bindings): WebApiProxy {
  const { ASSETS } = env;
  const print = (line: string): void => console.log(line);
  // OpenTelemetry's SDK is for Node; Cloudflare sends traces of Workers itself.
  if (config.services.telemetry !== undefined || env["OTEL_EXPORTER_OTLP_ENDPOINT"] !== undefined)
    noticeTo(config.log, print)({ event: "telemetry-unavailable" });
  return createProxy({
    upstream,
    validation: config.validation,
    limits: config.limits,
    timeouts: config.timeouts,
    resilience: config.resilience,
    cache: config.cache,
    soap: config.soap,
    serverTiming: config.serverTiming,
    undocumented: config.undocumented,
    ...(config.operatorToken !== undefined && { operators: { token: config.operatorToken } }),
    ...config.access,
    ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    ...boundStores(env, config.cache.bytes, storeLines(config.log, print)),
    inbound: workerInbound,
    ...(ASSETS !== undefined && { assets: bindingAssets(ASSETS) }),
    log: logTo(config.log, print),
  });
}
