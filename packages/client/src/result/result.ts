import type { CallError, FailedCall } from "../errors/so-error.ts";

/** How a call ended. Branch on `ok`: an error with an empty body is an error too. */
export type Result<Data> = Success<Data> | Failure;

/** A call that was answered with 2xx. */
export interface Success<Data> {
  readonly ok: true;
  /**
   * The answer, exactly as sent. `null` where the contract admits it: an agent says so that it found nothing.
   * `undefined` when the status says that there is no body (204, 205).
   */
  readonly data: Data;
  readonly error?: undefined;
  /** Status and headers; the body has been read. */
  readonly response: Response;
}

/** A call that failed, or was answered with an error. */
export interface Failure {
  readonly ok: false;
  readonly data?: undefined;
  /** Told apart by `code`. */
  readonly error: CallError;
  /** Status and headers, as far as the call came; absent when no answer began. */
  readonly response?: Response;
}

/**
 * How calls give what they have: `"result"`, a {@link Result} and never an exception, or `"throws"`, the data itself.
 */
export type Mode = "result" | "throws";

/** The outcome of a call, as a promise that knows a few things more. */
export interface Answer<Value> extends Promise<Value> {
  /** Which operation was called. */
  readonly call: FailedCall;
  /**
   * Gives status and headers, whatever the status says; the body is read by the call. It is there in both modes, and so
   * what `throws` keeps from the data: `Last-Modified`, for example.
   *
   * @throws {SoError} when no answer began.
   */
  head(): Promise<Response>;
  /**
   * Gives the answer itself, unread, whatever its status says. Call it at once, before anything else is awaited.
   * The time-out ends with the answer's head; the call's signal goes on to count for the body.
   *
   * @throws {SoError} in both modes, when no answer began.
   */
  asResponse(): Promise<Response>;
}

/** What a call gives in a mode. */
export type AnswerIn<In extends Mode, Data> = Answer<In extends "throws" ? Data : Result<Data>>;
