import type { ParsedErrorBody } from "@so-webapi/platform/errors";
import type { ContractViolation } from "../client/validate.ts";

/** Every way in which a call can fail, told apart by `code`. */
export type CallError =
  | SoStatusError
  | SoNetworkError
  | SoTimeoutError
  | SoAbortError
  | SoDecodingError
  | SoContractError
  | SoCredentialError
  | SoAddressError
  | SoRequestError;

/** The codes of what a call can fail with, to switch over. */
export type CallErrorCode = CallError["code"];

/** What an error was about: enough to find the call, nothing that could be a secret. */
export interface FailedCall {
  readonly method: string;
  /** The path as in the contract, with the names of its parameters in place of their values. */
  readonly path: string;
  /** Absent for raw calls. */
  readonly operationId?: string;
}

export interface SoErrorOptions extends ErrorOptions {
  readonly call: FailedCall;
}

/**
 * What all errors of a call have in common. The message names the call and the kind of failure and repeats nothing
 * that the server sent: it is safe to log and to show.
 */
export abstract class SoError extends Error {
  /** Stable; made for programs. */
  abstract readonly code: string;
  // Declared, here and below: a field that is defined and then set would be in each bundle twice.
  declare readonly call: FailedCall;

  constructor(what: string, { call, ...options }: SoErrorOptions) {
    super(`${call.method} ${call.path}: ${what}.`, options);
    this.call = call;
  }
}

/** An error whose class is named after its code. */
abstract class CodedError<Code extends string> extends SoError {
  declare readonly name: `So${Capitalize<Code>}Error`;
  declare readonly code: Code;

  constructor(code: Code, what: string, options: SoErrorOptions) {
    super(what, options);
    // Not the constructor's own name, which bundlers shorten.
    this.name = `So${(code.charAt(0).toUpperCase() + code.slice(1)) as Capitalize<Code>}Error`;
    this.code = code;
  }
}

/** The server answered, with a status that is not a success; redirects count, since they are never followed. */
export class SoStatusError extends CodedError<"status"> {
  /** The HTTP status; 0 for a redirect in a browser, which does not tell it. */
  declare readonly status: number;
  /** What the first digit says: `"redirect"` for 3xx (304 too) and 0, `"client"` for 4xx, `"server"` for 5xx. */
  declare readonly family: "redirect" | "client" | "server";
  /** The vendor's error body or a proxy's problem body; `form` is `"unknown"` for an empty or foreign one. */
  declare readonly body: ParsedErrorBody;

  constructor(status: number, body: ParsedErrorBody, options: SoErrorOptions) {
    const family = status < 400 ? "redirect" : status < 500 ? "client" : "server";
    const isRefused = family === "redirect" && status !== 304;
    super(
      "status",
      `answered with status ${status}${isRefused ? ", and redirects are not followed" : ""}`,
      options,
    );
    this.status = status;
    this.family = family;
    this.body = body;
  }
}

/**
 * No complete answer came: no connection, or one that broke, in the middle of the body included. `cause` is what
 * `fetch` said. Whether the server acted on the request is not known.
 */
export class SoNetworkError extends CodedError<"network"> {
  constructor(options: SoErrorOptions) {
    super("network", "the connection failed", options);
  }
}

/**
 * The answer, its body included, took longer than `timeoutMs`: the call's, or its last attempt's `attemptTimeoutMs`. The
 * server may still act on the request.
 */
export class SoTimeoutError extends CodedError<"timeout"> {
  declare readonly timeoutMs: number;

  constructor(timeoutMs: number, options: SoErrorOptions) {
    super("timeout", `no complete answer within ${timeoutMs} ms`, options);
    this.timeoutMs = timeoutMs;
  }
}

/** The caller's own `signal` ended the call; `cause` is its reason. */
export class SoAbortError extends CodedError<"abort"> {
  constructor(options: SoErrorOptions) {
    super("abort", "aborted by the caller", options);
  }
}

/**
 * Why a body was refused: it is of another media type, it is empty where the contract has a value, it is not UTF-8,
 * or `parseJson` of `@so-webapi/platform` refused it.
 */
export type DecodingReason =
  | "media-type"
  | "empty"
  | "encoding"
  | "json-syntax"
  | "json-too-deep"
  | "json-unsafe-number";

/** The status was a success, but the body is not the JSON that it should be. */
export class SoDecodingError extends CodedError<"decoding"> {
  declare readonly reason: DecodingReason;
  /** The HTTP status, a success. */
  declare readonly status: number;

  constructor(reason: DecodingReason, status: number, detail: string, options: SoErrorOptions) {
    super("decoding", `cannot read the answer: ${detail}`, options);
    this.reason = reason;
    this.status = status;
  }
}

/**
 * The answer is JSON, but not what the contract says; only with the client's `validate`, and from `rows`, which needs a
 * list. With no violations the check itself failed, and `cause` says why.
 */
export class SoContractError extends CodedError<"contract"> {
  declare readonly violations: readonly ContractViolation[];

  constructor(violations: readonly ContractViolation[], options: SoErrorOptions) {
    const { length } = violations;
    super(
      "contract",
      length > 0 ? `the answer breaks the contract in ${length} places` : "the answer could not be checked",
      options,
    );
    this.violations = violations;
  }
}

/** The function given as `auth` failed or gave no credential; `cause` is what it threw. Nothing was sent. */
export class SoCredentialError extends CodedError<"credential"> {
  constructor(options: SoErrorOptions) {
    super("credential", "auth gave no credential", options);
  }
}

/** No address is known for the tenant: what was given as `baseUrl` failed, and `cause` says why. Nothing was sent. */
export class SoAddressError extends CodedError<"address"> {
  constructor(options: SoErrorOptions) {
    super("address", "the base URL could not be found", options);
  }
}

/** The request could not be built from the arguments; `cause` says why. Nothing was sent. */
export class SoRequestError extends CodedError<"request"> {
  constructor(what: string, options: SoErrorOptions) {
    super("request", what, options);
  }
}
