export type { Asset, Assets } from "./assets/assets.ts";
export { type Body, bytesBody, streamBody, type Taken } from "./body/body.ts";
export type { CachedAnswer, CacheReading, CacheStore } from "./cache/cache-store.ts";
export type { CacheOptions } from "./cache/caching-upstream.ts";
export { memoryCache } from "./cache/memory-cache.ts";
export { type JwtAlgorithm, jwtAlgorithms } from "./callers/algorithms.ts";
export { hashApiKey, makeApiKey } from "./callers/api-key.ts";
export type { CallerOptions, CallerProof, FindSession } from "./callers/caller.ts";
export type { JwtOptions } from "./callers/jwt.ts";
export type { FetchKeys } from "./callers/published-keys.ts";
export {
  type CallerConfig,
  type CredentialsConfig,
  defineConfig,
  type ProxyConfig,
  type SecretReference,
  type Size,
  type TenantConfig,
} from "./config/define-config.ts";
export type { Contract } from "./contract/contract.ts";
export type { CorsOptions } from "./cors/cors.ts";
export { createProxy, type WebApiProxy } from "./create-proxy.ts";
export {
  basicCredentials,
  bearerCredentials,
  type CredentialPorts,
  type Credentials,
  type CredentialsRequest,
  ticketCredentials,
} from "./credentials/credentials.ts";
export { CredentialsFault } from "./credentials/credentials-fault.ts";
export {
  type OAuthCredentialsOptions,
  oauthCredentials,
  type SystemUserCredentialsOptions,
  systemUserCredentials,
} from "./credentials/renewed-credentials.ts";
export type { DriftPlace, DriftReport, OperationDrift } from "./drift/drift.ts";
export type { HeaderField } from "./headers/fields.ts";
export type { Inbound, ReadInbound } from "./inbound/inbound.ts";
export { HeaderList } from "./message/header-list.ts";
export { type AnswerBody, ProxyAnswer, type ProxyAnswerOptions } from "./message/proxy-answer.ts";
export type { ProxyRequest } from "./message/proxy-request.ts";
export type { Log, LogEntry } from "./observe/log.ts";
export type {
  LimitOptions,
  OperatorOptions,
  ProxyOptions,
  TimeoutOptions,
  UpstreamOptions,
  ValidationOptions,
} from "./options.ts";
export type { PolicyOptions } from "./policies/policy.ts";
export { type ProblemCode, type ProblemKind, problems } from "./problem/problems.ts";
export type { ResilienceOptions } from "./resilience/resilient-upstream.ts";
export type { Sha256 } from "./sha256/sha256.ts";
export type { Lock } from "./single-flight/locked-flight.ts";
export {
  type IsolateFlightOptions,
  isolateFlight,
  type SingleFlight,
} from "./single-flight/single-flight.ts";
export { Stop } from "./stop/stop.ts";
export { memoryRateStore } from "./stores/memory-rate-store.ts";
export { type RateOptions, type RateStore, type RateTaken, takeFrom } from "./stores/rate-store.ts";
export type { OnStoreChange, SharedStore, StoreState } from "./stores/shared-store.ts";
export { memoryTextStore, type TextStore } from "./stores/text-store.ts";
export { type FallbackOptions, type StoreOptions, withFallback } from "./stores/with-fallback.ts";
export type { EnvironmentOption, TenantOptions } from "./tenants/tenants.ts";
export { fetchTransport } from "./transport/fetch-transport.ts";
export {
  type Transport,
  type TransportAnswer,
  TransportError,
  type TransportFailure,
  type TransportRequest,
} from "./transport/transport.ts";
export type { SampleAnswer } from "./upstream/samples-upstream.ts";
export type { LocalFetch } from "./upstream/sandbox-upstream.ts";
export type { Decompress } from "./validation/decompress.ts";
export type { OperationOptions, OperationsOptions, ValidationModes } from "./validation/modes.ts";
export type { ValidationMode } from "./validation/verdict.ts";
export type { VisibilityOptions } from "./visibility/selectors.ts";
