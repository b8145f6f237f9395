import type { CallError } from "../errors/so-error.ts";

/** How a call ended. Branch on `ok`: an error with an empty body is an error too. */
export type Result<Data> = Success<Data> | Failure;

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

export interface Failure {
  readonly ok: false;
  readonly data?: undefined;
  /** Told apart by `code`. */
  readonly error: CallError;
  /** Status and headers, as far as the call came; absent when no answer began. */
  readonly response?: Response;
}
