import { ask } from "../transport/ask.ts";
import { startAttempts } from "../transport/attempts.ts";
import type { Deadline } from "../transport/deadline.ts";
import type { ExchangeInit, Transport } from "../transport/exchange.ts";
import { hasNoBody, readError, readJson } from "../transport/read-json.ts";

/** openapi-fetch's answer, untyped. */
interface RawAnswer {
  readonly data?: unknown;
  /** Body of an answer that is no success: parsed when it is JSON, else its text. */
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * Makes one of openapi-fetch's methods. JSON is read as in the named calls, so it is never rounded.
 *
 * @throws {SoError} when no complete answer came or it cannot be read.
 */
export function createRawMethod(method: string, transport: Transport) {
  return async (path: string, init: ExchangeInit = {}): Promise<RawAnswer> => {
    const { parseAs = "json" } = init;
    const attempts = startAttempts({ method, path }, transport, init);
    const read = async (response: Response, deadline: Deadline): Promise<RawAnswer> => {
      if (!response.ok) return { error: await readError(response, deadline), response };
      if (hasNoBody(response)) return { response };
      if (parseAs === "stream") return { data: response.body, response };
      // The table is not at hand here, so an empty body may be what the contract says.
      if (parseAs === "json") return { data: await readJson(response, deadline, true), response };
      return { data: await deadline.race(() => response[parseAs as "text"]()), response };
    };
    try {
      return await ask(transport, init, attempts, read);
    } finally {
      attempts.release(parseAs === "stream");
    }
  };
}
