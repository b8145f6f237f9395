import type { SoapErrorCode } from "../codec/index.ts";

/** Why the bridge did not give the answer that was asked for. Stable; made for programs. */
export type BridgeErrorCode =
  | SoapErrorCode
  /** No ticket, where one is required. */
  | "credentials-missing"
  /** A ticket that the bridge gave out and that is over, or broken. */
  | "ticket-invalid"
  /** A ticket, a token or a zone with characters that no header takes. */
  | "header-invalid"
  /** REST has no counterpart of the operation. */
  | "operation-not-in-rest"
  /** An argument that REST cannot do without. */
  | "argument-missing"
  /** Logins of this kind are not bridged, or no key for tickets was given. */
  | "login-not-supported"
  | "login-refused"
  /** No answer from upstream. */
  | "upstream-unreachable"
  /** An answer that is no success; the status is in `Parameters`. */
  | "upstream-error"
  /** A success whose body is not what REST answers. */
  | "upstream-body";

/** What `ExceptionInfo` says, and nothing of what must stay secret. */
export interface BridgeFailure {
  readonly code: BridgeErrorCode;
  readonly message: string;
  /** The platform's own name of the error, `SoNotFoundException`, where upstream gave one. */
  readonly type?: string;
  readonly status?: number;
  readonly path?: string;
}

/** A call that ends with `Succeeded` false. */
export class BridgeError extends Error {
  override readonly name = "BridgeError";
  readonly failure: BridgeFailure;

  constructor(failure: BridgeFailure, options?: ErrorOptions) {
    super(failure.message, options);
    this.failure = failure;
  }
}

/** The headers of an answer whose call failed (WSDL `SoExceptionInfo`). */
export const failedHeaders = ({ code, message, type, status, path }: BridgeFailure) => ({
  Succeeded: false,
  ExceptionInfo: {
    Message: message,
    StackTrace: null,
    FriendlyText: null,
    ExceptionType: type ?? "SoapBridgeException",
    Source: "so-webapi",
    InnerException: null,
    Parameters: {
      Code: code,
      ...(status === undefined ? {} : { Status: String(status) }),
      ...(path ? { Path: path } : {}),
    },
  },
});
