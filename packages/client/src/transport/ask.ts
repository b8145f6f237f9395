import type { Attempts } from "./attempts.ts";
import type { Deadline } from "./deadline.ts";
import { type ExchangeInit, exchange, type Transport } from "./exchange.ts";

/**
 * Makes a call and reads its answer. When the body breaks off or stalls, the whole of it, middleware included, is done
 * again as far as the client's retries allow.
 *
 * @param read - reads an answer as a whole, with the time that is left.
 */
export async function ask<Value>(
  transport: Transport,
  init: ExchangeInit,
  attempts: Attempts,
  read: (response: Response, deadline: Deadline) => Promise<Value>,
): Promise<Value> {
  for (;;) {
    attempts.response = undefined;
    const response = await exchange(transport, init, attempts);
    attempts.response = response;
    try {
      return await read(response, attempts.current);
    } catch (error) {
      const wait = attempts.again(response, error);
      if (wait === undefined) throw error;
      await attempts.deadline.pause(wait);
    }
  }
}
