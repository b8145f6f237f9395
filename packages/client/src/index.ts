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
  basic,
  bearer,
  type Credential,
  type SoTicketOptions,
  soTicket,
} from "./auth/credential.ts";
export type { Client, ClientOptions } from "./client/client.ts";
export { createClient } from "./client/create-client.ts";
export type { RawMethods } from "./client/raw-types.ts";
export { type OptionIssue, SoOptionsError } from "./errors/options-error.ts";
export {
  type CallError,
  type CallErrorCode,
  type DecodingReason,
  type FailedCall,
  SoAbortError,
  SoCredentialError,
  SoDecodingError,
  SoError,
  SoNetworkError,
  SoRequestError,
  SoStatusError,
  SoTimeoutError,
} from "./errors/so-error.ts";
export type { Failure, Result, Success } from "./result/result.ts";
export type { Selected, SelectPaths } from "./select/selected.ts";
export type { Fetch } from "./transport/send.ts";
