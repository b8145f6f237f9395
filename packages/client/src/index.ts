export type { Api } from "./api/api.ts";
export type {
  AnswerOf,
  BodyOf,
  CallOptions,
  DataOf,
  FileAnswer,
  FileBody,
  OptionsOf,
  PatchOf,
  PathParameterOf,
} from "./api/call-types.ts";
export {
  type Auth,
  type AuthFunction,
  type AuthRequest,
  basic,
  bearer,
  type Credential,
  type SoTicketOptions,
  soTicket,
} from "./auth/credential.ts";
export { type Renewal, type RenewingOptions, renewing } from "./auth/renewing.ts";
export { type SingleFlight, singleFlight } from "./auth/single-flight.ts";
export { type XsrfSessionOptions, xsrfSession } from "./auth/xsrf-session.ts";
export type { Client, ClientOptions, RawClientOptions } from "./client/client.ts";
export { createClient } from "./client/create-client.ts";
export { createRawClient } from "./client/create-raw-client.ts";
export type { RawMethods } from "./client/raw-types.ts";
export type { AnswerToCheck, ContractViolation, Validate } from "./client/validate.ts";
export { type OptionIssue, SoOptionsError } from "./errors/options-error.ts";
export {
  type CallError,
  type CallErrorCode,
  type DecodingReason,
  type FailedCall,
  SoAbortError,
  SoAddressError,
  SoContractError,
  SoCredentialError,
  SoDecodingError,
  SoError,
  SoNetworkError,
  SoRequestError,
  SoStatusError,
  SoTimeoutError,
} from "./errors/so-error.ts";
export type { Answer, AnswerIn, Failure, Mode, Result, Success } from "./result/result.ts";
export { isUnopened } from "./retry/is-unopened.ts";
export { type RetriesOptions, retries } from "./retry/retries.ts";
export type { Selected, SelectPaths } from "./select/selected.ts";
export type { BaseUrlResolver } from "./transport/base-url.ts";
export type { Attempt, AttemptEnd, Observe } from "./transport/observe.ts";
export type { EndedAttempt, Retry, RetryDecider } from "./transport/retry.ts";
export type { Fetch } from "./transport/send.ts";
