import type { ServicesVersion } from "@so-webapi/soap";
import type { Assets } from "./assets/assets.ts";
import type { CacheStore } from "./cache/cache-store.ts";
import type { CacheOptions } from "./cache/caching-upstream.ts";
import type { CallerOptions } from "./callers/caller.ts";
import type { FetchKeys } from "./callers/published-keys.ts";
import type { Contract } from "./contract/contract.ts";
import type { CorsOptions } from "./cors/cors.ts";
import type { Credentials } from "./credentials/credentials.ts";
import type { ReadInbound } from "./inbound/inbound.ts";
import type { Log } from "./observe/log.ts";
import type { Telemetry } from "./observe/telemetry.ts";
import type { ResilienceOptions } from "./resilience/resilient-upstream.ts";
import type { Sha256 } from "./sha256/sha256.ts";
import type { SingleFlight } from "./single-flight/single-flight.ts";
import type { SoapOptions } from "./soap/soap-service.ts";
import type { RateOptions, RateStore } from "./stores/rate-store.ts";
import type { StoreState } from "./stores/shared-store.ts";
import type { TextStore } from "./stores/text-store.ts";
import type { TenantOptions } from "./tenants/tenants.ts";
import type { Transport } from "./transport/transport.ts";
import type { SampleAnswer } from "./upstream/samples-upstream.ts";
import type { LocalFetch } from "./upstream/sandbox-upstream.ts";
import type { Decompress } from "./validation/decompress.ts";
import type { OperationsOptions } from "./validation/modes.ts";
import type { ValidationMode } from "./validation/verdict.ts";

/** Who answers: a WebAPI at an address, those of tenants, one in this process, or the samples of the documentation. */
export type UpstreamOptions =
  | {
      readonly kind: "url";
      /** The tenant's address without `/api/v1`: `https://online.superoffice.com/Cust12345`. */
      readonly baseUrl: string;
    }
  | {
      /** A server that speaks SOAP only. Experimental. */
      readonly kind: "soap";
      /** Its address without `/Remote`: `https://crm.example/SuperOffice`. */
      readonly baseUrl: string;
      /** Which of its services are called: 84 to 88. */
      readonly version: ServicesVersion;
    }
  | {
      readonly kind: "tenants";
      /** Callers reach each at `/{name}/api/v1/…`. */
      readonly tenants: readonly TenantOptions[];
    }
  | { readonly kind: "samples"; readonly samples: readonly SampleAnswer[] }
  | {
      readonly kind: "sandbox";
      /** Answers in this process: a sandbox of `@so-webapi/sandbox`. */
      readonly fetch: LocalFetch;
      /**
       * Whether the sandbox's own pages, `/-/sandbox` and what is below it, can be reached through the proxy. They ask for
       * no credentials. Default false.
       */
      readonly control?: boolean;
    };

/** How strictly bodies are held to the contract; see the README for what is checked. */
export interface ValidationOptions {
  /** Default `"report"`. */
  readonly requests?: ValidationMode;
  /** Default `"report"`. */
  readonly answers?: ValidationMode;
}

/** Sizes that the proxy takes. */
export interface LimitOptions {
  /** Bytes of a request body, counted as they arrive. More is answered 413. Default 10,485,760 (10 MiB). */
  readonly bodyBytes?: number;
  /** Characters of path and query. More is answered 414. Default 8,192. */
  readonly urlLength?: number;
  /**
   * Bytes up to which a body is held in memory to be checked and, for answers, to have its links rewritten.
   * Larger ones stream on as they are and are reported as unchecked. Default 262,144 (256 KiB).
   */
  readonly inspectBytes?: number;
}

/** Times in milliseconds; 0 waits for ever. They hold for upstreams at an address. */
export interface TimeoutOptions {
  /** Until the header of the upstream's answer. Then 504. Default 30,000. */
  readonly headers?: number;
  /** Between two pieces of the upstream's answer. Then 504, or a cut where the answer has begun. Default 30,000. */
  readonly idle?: number;
  /** For the whole exchange, the caller's upload and the last byte included. Default 300,000. */
  readonly total?: number;
}

/** Who may read `/-/drift` and the other pages that tell of traffic. */
export interface OperatorOptions {
  /** Asked for as `Authorization: Bearer`. Default: none, nobody reads them. */
  readonly token?: string;
  /** Whether they are open to whoever reaches the proxy where there is no token. Default false. */
  readonly open?: boolean;
}

/** Everything that `createProxy` can be told. Only `upstream` is needed. */
export interface ProxyOptions {
  /** Who answers: an address, tenants, the embedded sandbox, or the documentation's samples. */
  readonly upstream: UpstreamOptions;
  /** How strictly both sides are held to the contract. Default `"report"` for both. */
  readonly validation?: ValidationOptions;
  /**
   * Whether requests below `/api/v1/` pass that the contract does not know; neither side of them is checked. Default false:
   * they are 404 and 405.
   */
  readonly undocumented?: boolean;
  /** What is set for some operations apart from the others. Default nothing. */
  readonly operations?: OperationsOptions;
  /** Sizes that are taken. Each has its default. */
  readonly limits?: LimitOptions;
  /** How long the upstream is waited for. Each has its default. */
  readonly timeouts?: TimeoutOptions;
  /** Who reads the pages that tell of traffic. Default: nobody. */
  readonly operators?: OperatorOptions;
  /** Retries, circuit breaker and cap. Default: all off. */
  readonly resilience?: ResilienceOptions;
  /** Records traces and metrics. Default: nobody. */
  readonly telemetry?: Telemetry;
  /** Default: nothing is kept. */
  readonly cache?: CacheOptions;
  /**
   * How SOAP clients are served, at `/Remote/Services84/*.svc` to `Services88`; false refuses them. Default: they are, by
   * tickets of SuperOffice.
   */
  readonly soap?: SoapOptions | false;
  /** Whether answers tell in `Server-Timing` how long the upstream took and how long all. Default false. */
  readonly serverTiming?: boolean;
  /**
   * Who may call. Nothing goes upstream for anybody else: they get 401. Default: everybody, with credentials of
   * SuperOffice that are passed on.
   */
  readonly callers?: readonly CallerOptions[];
  /**
   * How often an address may fail to sign in, with an API key, a token, or credentials of SuperOffice that are answered
   * 401. More is 429 whatever it sends. Default no limit. Where others stand between callers and the proxy, name them in
   * `trustedProxies`, or all callers are one address.
   */
  readonly failedLogins?: RateOptions;
  /**
   * Addresses and ranges whose `X-Forwarded-For`, `-Proto` and `-Host` are believed: `10.0.0.0/8`. Default none: what
   * callers say of themselves there counts for nothing.
   */
  readonly trustedProxies?: readonly string[];
  /** Name of the header field that holds an API key. Default `X-Api-Key`. */
  readonly apiKeyHeader?: string;
  /**
   * With what the proxy signs in to SuperOffice for its callers, those with `ownCredentials` excepted; it needs
   * `callers`. Default: callers' own credentials are passed on.
   */
  readonly credentials?: Credentials;
  /** Pages of which origins may call. Default: nothing is said of origins, and what the upstream says passes. */
  readonly cors?: CorsOptions;
  /** Where the rates of callers are counted. Default: this process, or this isolate, alone. */
  readonly rateStore?: RateStore;
  /** How the store is, where instances share one; `/-/ready` and `/-/metrics` tell it. */
  readonly storeState?: () => StoreState;
  /** Where answers are kept, where `cache` is on. Default: the memory of this process, or this isolate. */
  readonly answerStore?: CacheStore;
  /**
   * Has one of the same work at a time. Default `isolateFlight()`, which is right on every runtime; `singleFlight()` of
   * `@so-webapi/client` wakes who waits at once, where requests share a process.
   */
  readonly singleFlight?: SingleFlight;
  /** Where addresses of tenants are kept and shared. Default: this process, or this isolate, alone. */
  readonly tenantStore?: TextStore;
  /** Digests API keys as they come. Default Web Crypto. */
  readonly sha256?: Sha256;
  /** Fetches the keys that issuers of tokens publish. Default `fetch`. */
  readonly fetchKeys?: FetchKeys;
  /**
   * The address under which callers reach the proxy; links in answers and `/openapi.json` point to it. Default: the
   * origin of each request, which is the caller's `Host`; set it where something in front of the proxy changes that.
   */
  readonly publicUrl?: string;
  /** Version that `/-/health` shows. Default: this package's. */
  readonly version?: string;
  /** Operations, shapes and validators. Default: the whole contract. */
  readonly contract?: Contract;
  /** Carries requests upstream. Default: `fetchTransport()`, which decodes compressed answers. */
  readonly transport?: Transport;
  /** Reads what a runtime knows of a request beyond `Request`. Default: web standards only. */
  readonly inbound?: ReadInbound;
  /** Unpacks copies of compressed bodies to check them. Default: gzip and deflate, as the web platform has them. */
  readonly decompress?: Decompress;
  /** The static files of `/docs` and `/openapi.json`. Default: none, those pages answer 404. */
  readonly assets?: Assets;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly clock?: () => number;
  /** Makes the id of a request that brings none. Default a random UUID. */
  readonly requestId?: () => string;
  /** Gets one entry per exchange; no entry holds a body, a query, a header or a credential. Default: nobody. */
  readonly log?: Log;
}
