import { defineConfig } from "@so-webapi/edge-proxy";

const hash = "sha256:5c0ffee5a17:0f343b0931126a20f133d67c2b018a3b1a1e9d0d6b9a1c6fcf8a5c1d2e3f4a5b";

/** A configuration file with every setting in it. */
export default defineConfig({
  tenants: {
    Cust12345: {
      environment: "sod",
      allowedHosts: ["crm.example"],
      credentials: { ticket: { ticket: { env: "SECRET" }, applicationToken: { env: "SECRET" } } },
    },
    Office: {
      address: "https://crm.example/SuperOffice",
      credentials: { basic: { user: { env: "SECRET" }, password: { env: "SECRET" } } },
    },
    Other: {
      credentials: {
        oauth: {
          clientId: "app",
          clientSecret: { env: "SECRET" },
          refreshToken: { env: "SECRET" },
          environment: "online",
        },
      },
    },
  },
  sandbox: { file: "data.db", seed: "empty", control: "off" },
  validation: { requests: "enforce", answers: "report" },
  operations: { "agents/*": { validation: { answers: "off" } } },
  undocumented: "refuse",
  publicUrl: "https://proxy.example",
  trustedProxies: "10.0.0.0/8, ::1",
  limits: { bodyBytes: "10 MB", inspectBytes: "256 KB", urlLength: 8192 },
  timeouts: { request: 60_000, connect: 10_000, headers: 30_000, idle: 30_000, total: 300_000 },
  resilience: {
    retries: 2,
    breakerFailures: 5,
    breakerOpen: 10_000,
    maxConcurrent: 100,
    queue: 100,
    queueTimeout: 5_000,
  },
  cache: { fresh: 1_000, staleIfError: 60_000, bytes: "32 MB" },
  soap: { enabled: "on", language: "en" },
  serverTiming: "on",
  drain: 1_000,
  log: "all",
  host: "127.0.0.1",
  port: 8787,
  callers: [
    {
      name: "erp",
      apiKeys: [hash, { env: "HASH" }],
      tenants: ["Cust12345"],
      policy: { operations: ["agents/contact"], readOnly: true },
      rate: { requests: 100, seconds: 60 },
    },
    {
      name: "intranet",
      jwt: {
        issuer: "https://id.example",
        audience: "so-proxy",
        jwks: "https://id.example/jwks",
        algorithms: ["ES256"],
        claims: { scope: "crm" },
      },
    },
    { name: "people", ownCredentials: true },
  ],
  failedLogins: { requests: 20, seconds: 60 },
  apiKeyHeader: "X-Api-Key",
  credentials: { bearer: { env: "SECRET" } },
  cors: { origins: ["https://app.example"], credentials: false, maxAge: 600 },
  store: { redis: { env: "REDIS" } },
  telemetry: {
    endpoint: "http://127.0.0.1:4318",
    headers: { "x-key": { env: "SECRET" } },
    serviceName: "crm",
    sample: 0.1,
  },
});
