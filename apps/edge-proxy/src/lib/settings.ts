import type { Operation } from "@so-webapi/operations";
import { type CacheOptions, cachingUpstream } from "./cache/caching-upstream.ts";
import { memoryCache } from "./cache/memory-cache.ts";
import { tagsOf } from "./cache/tags.ts";
import { type Access, API_KEY_HEADER, accessOf } from "./callers/access.ts";
import { type FailedLogins, failedLogins } from "./callers/failed-logins.ts";
import { type Contract, wholeContract } from "./contract/contract.ts";
import { type Cors, corsOf } from "./cors/cors.ts";
import type { Credentials } from "./credentials/credentials.ts";
import { signedInUpstream } from "./credentials/signed-in-upstream.ts";
import { createDrift, type Drift } from "./drift/drift.ts";
import { randomHex, uuidOf } from "./ids/random-hex.ts";
import { type ReadInbound, webInbound } from "./inbound/inbound.ts";
import { type SeenThrough, trustedProxies } from "./inbound/trusted-proxies.ts";
import type { ProxyRequest } from "./message/proxy-request.ts";
import type { Log } from "./observe/log.ts";
import { createMetrics, type Metrics } from "./observe/metrics.ts";
import type { Telemetry } from "./observe/telemetry.ts";
import { tracedUpstream } from "./observe/traced-upstream.ts";
import type {
  LimitOptions,
  OperatorOptions,
  ProxyOptions,
  TimeoutOptions,
  ValidationOptions,
} from "./options.ts";
import {
  type ResilienceOptions,
  type ResilienceState,
  type ResilientUpstream,
  resilientUpstream,
} from "./resilience/resilient-upstream.ts";
import { webSha256 } from "./sha256/sha256.ts";
import { isolateFlight, type SingleFlight } from "./single-flight/single-flight.ts";
import { memoryRateStore } from "./stores/memory-rate-store.ts";
import type { StoreState } from "./stores/shared-store.ts";
import { type Tenants, tenantsOf, tenantsUpstream } from "./tenants/tenants.ts";
import { fetchTransport } from "./transport/fetch-transport.ts";
import { samplesUpstream } from "./upstream/samples-upstream.ts";
import { sandboxUpstream } from "./upstream/sandbox-upstream.ts";
import { soapUpstream } from "./upstream/soap-upstream.ts";
import type { Upstream } from "./upstream/upstream.ts";
import { urlUpstream } from "./upstream/url-upstream.ts";
import { type Decompress, webDecompress } from "./validation/decompress.ts";
import { modesOf, type ValidationModes } from "./validation/modes.ts";

/** The options with every default filled in. */
export interface Settings {
  readonly upstream: Upstream;
  readonly validation: Required<ValidationOptions>;
  /** The same for one operation, which can be set apart. */
  readonly modesOf: (operation: Operation) => ValidationModes;
  readonly limits: Required<LimitOptions>;
  readonly timeouts: Required<TimeoutOptions>;
  readonly publicUrl: string | undefined;
  /** Undefined lets everybody in. */
  readonly access: Access | undefined;
  /** Name, in lower case, of the field that holds an API key. */
  readonly apiKeyHeader: string;
  /** Undefined lets everybody fail. */
  readonly failedLogins: FailedLogins | undefined;
  /** Undefined where nobody stands between callers and the proxy who is believed. */
  readonly seenThrough: SeenThrough | undefined;
  /** The tenants that paths name; undefined where the upstream is one alone. */
  readonly tenants: Tenants | undefined;
  /** With what the proxy signs in to a tenant; undefined where callers bring their own credentials. */
  readonly credentialsOf: (tenant: string | undefined) => Credentials | undefined;
  /** Whether the proxy signs in to SuperOffice for some of its callers. */
  readonly signsIn: boolean;
  readonly cors: Cors | undefined;
  readonly contract: Contract;
  readonly inbound: ReadInbound;
  readonly decompress: Decompress;
  readonly clock: () => number;
  readonly singleFlight: SingleFlight;
  readonly requestId: () => string;
  /** 32 random hexadecimal digits. */
  readonly randomHex: () => string;
  /** Undefined where nobody reads it: then no entry is made. */
  readonly log: Log | undefined;
  readonly metrics: Metrics;
  /** Undefined where no traces are recorded. */
  readonly telemetry: Telemetry | undefined;
  readonly serverTiming: boolean;
  /** Whether operations that the contract does not know are let through. */
  readonly undocumented: boolean;
  /** Counts how answers differ from the contract. */
  readonly drift: Drift;
  /** Who reads the pages that tell of traffic: who has the token, anybody, or nobody. */
  readonly operators: { readonly token: string } | "anybody" | "nobody";
  readonly resilience: () => ResilienceState;
  readonly store: () => StoreState;
}

/** Defaults of sizes and times, in one place for the factory, the programs and the README. */
export const defaults = {
  limits: { bodyBytes: 10 * 1024 * 1024, urlLength: 8192, inspectBytes: 256 * 1024 },
  timeouts: { headers: 30_000, idle: 30_000, total: 300_000 },
  resilience: {
    retries: 0,
    breakerFailures: 0,
    breakerOpen: 10_000,
    maxConcurrent: 0,
    queue: 100,
    queueTimeout: 5_000,
  },
  cache: { fresh: 0, staleIfError: 0, bytes: 32 * 1024 * 1024 },
} as const satisfies {
  limits: Required<LimitOptions>;
  timeouts: Required<TimeoutOptions>;
  resilience: Required<ResilienceOptions>;
  cache: Required<CacheOptions>;
};

/** Checks the options once, so that nothing behind this line has to. */
export function settingsOf(options: ProxyOptions): Settings {
  const limits = { ...defaults.limits, ...options.limits };
  const timeouts = { ...defaults.timeouts, ...options.timeouts };
  const resilience = { ...defaults.resilience, ...options.resilience };
  const cache = { ...defaults.cache, ...options.cache };
  const numbers = [limits, timeouts, resilience, cache];
  for (const [name, value] of numbers.flatMap((group) => Object.entries(group))) {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`${name} must be a whole number from 0`);
  }
  const contract = options.contract ?? wholeContract;
  const validation = { requests: "report", answers: "report", ...options.validation } as const;
  const clock = options.clock ?? Date.now;
  const metrics = createMetrics();
  const hex = randomHex();
  const singleFlight = options.singleFlight ?? isolateFlight();
  const access = accessOf(options, clock);
  // Whoever reached the proxy would act in the name of its user.
  if (access === undefined && signsIn(options)) throw new TypeError("credentials need callers");
  // Asking where a tenant is, or signing in, is only the way to what the caller waits for.
  const ports = { clock, singleFlight, timeoutMs: Math.min(timeouts.headers || 10_000, 10_000) };
  const tenants = options.upstream.kind === "tenants" ? tenantsOf(options.upstream.tenants) : undefined;
  const credentialsOf: Settings["credentialsOf"] = (tenant) =>
    (tenant === undefined ? undefined : tenants?.find(tenant)?.credentials) ?? options.credentials;
  const guard = (bare: Upstream): ResilientUpstream =>
    resilientUpstream(options.telemetry ? tracedUpstream(bare) : bare, resilience, {
      clock,
      random: Math.random,
      totalMs: timeouts.total,
    });
  const guarded =
    tenants === undefined
      ? guard(upstreamOf(options, timeouts))
      : tenantsUpstream(tenants, {
          ...ports,
          guard,
          ...carrierOf(options, timeouts),
          store: options.tenantStore,
        });
  const decompress = options.decompress ?? webDecompress;
  const signedIn = signsIn(options)
    ? signedInUpstream(guarded.upstream, credentialsOf, ports, { decompress, limit: limits.inspectBytes })
    : guarded.upstream;
  return {
    upstream: cachingUpstream(signedIn, cache, {
      clock,
      maxBodyBytes: limits.inspectBytes,
      store: options.answerStore ?? memoryCache(cache.bytes),
      singleFlight,
      tags: tagsOf(contract),
      sha256: options.sha256 ?? webSha256,
      count: metrics.cache,
    }),
    resilience: guarded.state,
    store: options.storeState ?? (() => ({ kind: "memory", reachable: true, failures: 0 })),
    validation,
    modesOf: modesOf(validation, options.operations, contract),
    limits,
    timeouts,
    publicUrl: options.publicUrl?.replace(/\/+$/, ""),
    access,
    apiKeyHeader: (options.apiKeyHeader ?? API_KEY_HEADER).toLowerCase(),
    failedLogins:
      options.failedLogins &&
      failedLogins(options.failedLogins, options.rateStore ?? memoryRateStore(), clock),
    seenThrough: options.trustedProxies && trustedProxies(options.trustedProxies),
    tenants,
    credentialsOf,
    signsIn: signsIn(options),
    cors: options.cors && corsOf(options.cors),
    contract,
    inbound: options.inbound ?? webInbound,
    decompress,
    clock,
    singleFlight,
    requestId: options.requestId ?? (() => uuidOf(hex())),
    randomHex: hex,
    log: options.log,
    metrics,
    telemetry: options.telemetry,
    serverTiming: options.serverTiming ?? false,
    undocumented: options.undocumented ?? false,
    drift: createDrift({ shapes: contract.shapes, clock }),
    operators: operatorsOf(options.operators),
  };
}

function operatorsOf({ token, open = false }: OperatorOptions = {}): Settings["operators"] {
  if (token !== undefined) return { token };
  return open ? "anybody" : "nobody";
}

function signsIn({ credentials, upstream }: ProxyOptions): boolean {
  const tenants = upstream.kind === "tenants" ? upstream.tenants : [];
  return credentials !== undefined || tenants.some((one) => one.credentials !== undefined);
}

function upstreamOf(options: ProxyOptions, timeouts: Required<TimeoutOptions>): Upstream {
  const { upstream } = options;
  if (upstream.kind === "tenants") throw new TypeError("tenants are no single upstream");
  if (upstream.kind === "samples") return samplesUpstream(upstream.samples);
  if (upstream.kind === "sandbox") return sandboxUpstream(upstream.fetch, options.publicUrl);
  const carrier = carrierOf(options, timeouts);
  if (upstream.kind === "soap")
    return soapUpstream({
      ...upstream,
      ...carrier,
      contract: options.contract ?? wholeContract,
      maxBytes: options.limits?.bodyBytes ?? defaults.limits.bodyBytes,
    });
  return urlUpstream({ baseUrl: upstream.baseUrl, ...carrier });
}

function carrierOf({ transport }: ProxyOptions, { headers, idle }: Required<TimeoutOptions>) {
  return { transport: transport ?? fetchTransport(), headersTimeout: headers, idleTimeout: idle };
}

/** The address under which the caller of a request reaches the proxy, or a tenant there, without a slash at its end. */
export function publicBaseOf(settings: Settings, request: ProxyRequest, tenant?: string): string {
  const base = settings.publicUrl ?? request.origin;
  return tenant === undefined ? base : `${base}/${tenant}`;
}
