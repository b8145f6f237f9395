import { defaults } from "../lib/settings.ts";

/** One setting of the programs: an environment variable on Node, a binding on Workers. */
export interface Variable {
  /** Its place in a configuration document, with dots between the names; empty where a document cannot hold it. */
  readonly key: string;
  /** Empty where nothing holds unless it is set. */
  readonly default: string;
  readonly unit: string;
  readonly effect: string;
  /** Where it counts; absent for both. */
  readonly only?: "node";
}

/** Every setting by its name: help, checks and the README go by this table. */
export const variables = {
  CONFIG: {
    key: "",
    default: "",
    unit: "path",
    effect:
      "the configuration file; unset, `so-proxy.config.jsonc`, `.json` or `.ts` of the working directory; a Worker takes the document itself, as JSON",
  },
  UPSTREAM: {
    key: "upstream",
    default: "sandbox",
    unit: "`sandbox`, `samples` or a URL",
    effect:
      "who answers: an embedded tenant that keeps what is written, the documentation's samples, or the WebAPI at `https://online.superoffice.com/Cust12345`; `soap86+https://…` is a server that speaks SOAP only (experimental)",
  },
  SANDBOX_FILE: {
    key: "sandbox.file",
    default: "",
    unit: "path",
    effect: "SQLite file that the embedded sandbox keeps its data in; unset, memory",
    only: "node",
  },
  SANDBOX_SEED: {
    key: "sandbox.seed",
    default: "default",
    unit: "`default`, `empty` or a path",
    effect: "what an empty sandbox is filled with; a path names a YAML file",
    only: "node",
  },
  SANDBOX_CONTROL: {
    key: "sandbox.control",
    default: "on",
    unit: "`on`, `off`",
    effect: "whether `/-/sandbox` answers; it does where `HOST` is an address of this machine alone",
    only: "node",
  },
  VALIDATION: {
    key: "validation",
    default: "",
    unit: "`off`, `report`, `enforce`",
    effect: "sets `VALIDATE_REQUESTS` and `VALIDATE_ANSWERS` at once",
  },
  VALIDATE_REQUESTS: {
    key: "validation.requests",
    default: "enforce",
    unit: "`off`, `report`, `enforce`",
    effect: "how strictly request bodies are held to the contract",
  },
  VALIDATE_ANSWERS: {
    key: "validation.answers",
    default: "report",
    unit: "`off`, `report`, `enforce`",
    effect: "how strictly answers are held to the contract",
  },
  UNDOCUMENTED: {
    key: "undocumented",
    default: "refuse",
    unit: "`refuse`, `pass`",
    effect:
      "what becomes of requests below `/api/v1/` that the contract does not know; those that pass are not checked",
  },
  PUBLIC_URL: {
    key: "publicUrl",
    default: "",
    unit: "URL",
    effect: "address under which callers reach the proxy; unset, the `Host` of each request tells",
  },
  TRUSTED_PROXIES: {
    key: "trustedProxies",
    default: "",
    unit: "addresses and ranges, with commas",
    effect:
      "whose `X-Forwarded-For`, `-Proto` and `-Host` are believed, a load balancer of your own: `10.0.0.0/8, ::1`; unset, nobody's",
    only: "node",
  },
  BODY_LIMIT: {
    key: "limits.bodyBytes",
    default: String(defaults.limits.bodyBytes),
    unit: "bytes, or with `KB`, `MB`",
    effect: "largest request body, counted as it arrives; more is answered 413",
  },
  INSPECT_LIMIT: {
    key: "limits.inspectBytes",
    default: String(defaults.limits.inspectBytes),
    unit: "bytes, or with `KB`, `MB`",
    effect: "largest body that is held in memory to be checked; larger ones stream on unchecked",
  },
  URL_LIMIT: {
    key: "limits.urlLength",
    default: String(defaults.limits.urlLength),
    unit: "characters",
    effect: "longest path with query; more is answered 414",
  },
  REQUEST_TIMEOUT_MS: {
    key: "timeouts.request",
    default: "60000",
    unit: "milliseconds, 0 for never",
    effect: "wait for the header of a caller's request, then 408",
    only: "node",
  },
  CONNECT_TIMEOUT_MS: {
    key: "timeouts.connect",
    default: "10000",
    unit: "milliseconds, 0 for never",
    effect: "wait for a connection to the upstream, TLS included, then 504",
    only: "node",
  },
  TIMEOUT_MS: {
    key: "timeouts.headers",
    default: String(defaults.timeouts.headers),
    unit: "milliseconds, 0 for never",
    effect: "wait for the header of the upstream's answer, then 504",
  },
  IDLE_TIMEOUT_MS: {
    key: "timeouts.idle",
    default: String(defaults.timeouts.idle),
    unit: "milliseconds, 0 for never",
    effect: "wait for the next piece of the upstream's answer",
  },
  TOTAL_TIMEOUT_MS: {
    key: "timeouts.total",
    default: String(defaults.timeouts.total),
    unit: "milliseconds, 0 for never",
    effect: "the whole exchange from the first byte to the last",
  },
  RETRIES: {
    key: "resilience.retries",
    default: String(defaults.resilience.retries),
    unit: "attempts",
    effect: "how often a read is tried again that failed or was answered 429, 502, 503 or 504; never a write",
  },
  BREAKER_FAILURES: {
    key: "resilience.breakerFailures",
    default: String(defaults.resilience.breakerFailures),
    unit: "failures in a row, 0 for never",
    effect: "after so many the upstream is left alone for a while: 503",
  },
  BREAKER_OPEN_MS: {
    key: "resilience.breakerOpen",
    default: String(defaults.resilience.breakerOpen),
    unit: "milliseconds",
    effect: "how long it is left alone before one request tries",
  },
  MAX_CONCURRENT: {
    key: "resilience.maxConcurrent",
    default: String(defaults.resilience.maxConcurrent),
    unit: "requests, 0 for no limit",
    effect: "how many are under way upstream at once; the others wait",
    only: "node",
  },
  QUEUE_LIMIT: {
    key: "resilience.queue",
    default: String(defaults.resilience.queue),
    unit: "requests",
    effect: "how many may wait; more are answered 503",
    only: "node",
  },
  QUEUE_TIMEOUT_MS: {
    key: "resilience.queueTimeout",
    default: String(defaults.resilience.queueTimeout),
    unit: "milliseconds",
    effect: "how long one waits at most, then 503",
    only: "node",
  },
  CACHE_MS: {
    key: "cache.fresh",
    default: String(defaults.cache.fresh),
    unit: "milliseconds, 0 for no cache",
    effect: "how long an answer to a read is used again that does not say it itself",
  },
  STALE_IF_ERROR_MS: {
    key: "cache.staleIfError",
    default: String(defaults.cache.staleIfError),
    unit: "milliseconds",
    effect: "how long beyond that it is used where the upstream fails",
  },
  CACHE_BYTES: {
    key: "cache.bytes",
    default: String(defaults.cache.bytes),
    unit: "bytes, or with `KB`, `MB`",
    effect: "memory for answers that are kept",
  },
  SOAP: {
    key: "soap.enabled",
    default: "on",
    unit: "`on`, `off`",
    effect: "whether SOAP clients are served, at `/Remote/Services84/*.svc` to `Services88`",
  },
  SOAP_LANGUAGE: {
    key: "soap.language",
    default: "",
    unit: "language, `en` for example",
    effect: "language of texts for SOAP clients, which name none; unset, texts in several languages come raw",
  },
  SOAP_TICKET_KEY: {
    key: "",
    default: "",
    unit: "base64 of 32 bytes",
    effect:
      "seals the tickets of SOAP logins, the same in every instance; unset, a new one at each start, and on Workers logins are refused",
  },
  SERVER_TIMING: {
    key: "serverTiming",
    default: "off",
    unit: "`on`, `off`",
    effect: "whether answers tell in `Server-Timing` how long the upstream took and how long all",
  },
  DRAIN_MS: {
    key: "drain",
    default: "0",
    unit: "milliseconds",
    effect: "how long it goes on after a signal to stop, with `/-/ready` at 503, before it stops to listen",
    only: "node",
  },
  OPERATOR_TOKEN: {
    key: "",
    default: "",
    unit: "16 characters or more",
    effect:
      "asked for as `Authorization: Bearer` by the pages that tell of traffic, `/-/drift` for one; unset, they are open where `HOST` is an address of this machine alone, and else closed, as on Workers",
  },
  LOG: {
    key: "log",
    default: "warn",
    unit: "`off`, `warn`, `all`",
    effect: "JSON lines on standard output: nothing, only what deserves a look, or every exchange",
  },
  HOST: { key: "host", default: "127.0.0.1", unit: "address", effect: "address to listen on", only: "node" },
  PORT: {
    key: "port",
    default: "8787",
    unit: "0 to 65535",
    effect: "port to listen on; 0 takes a free one",
    only: "node",
  },
} as const satisfies Readonly<Record<string, Variable>>;

/** Name of a setting. */
export type VariableName = keyof typeof variables;
