import type { FailedCall, SoError } from "../errors/so-error.ts";

/** One request of a call, about to be sent. It holds nothing that could be a secret. */
export interface Attempt {
  readonly call: FailedCall;
  /** 1 for the first. */
  readonly number: number;
  /** Where it goes, without its query, which can hold personal data. */
  readonly url: string;
  /** Sets a header of this attempt, `traceparent` (W3C Trace Context) for example. Headers cannot be read here. */
  setHeader(name: string, value: string): void;
}

/** How an attempt ended, with an answer or with an error. */
export interface AttemptEnd {
  /** The HTTP status; absent when no answer began. */
  readonly status?: number;
  /** Why no answer began: network, time-out or abort, or the request that could not be built. */
  readonly error?: SoError;
  /** Milliseconds up to the answer's head; its body is read later. */
  readonly durationMs: number;
  /** Milliseconds until the next attempt; absent when there is none, or when it is a body that breaks off that asks for it. */
  readonly retryInMs?: number;
}

/**
 * Hears of each attempt before it is sent, and gives a function that hears of its end. Both return at once; what they
 * throw is ignored, since a call must not fail for being watched.
 *
 * @example
 * const observe: Observe = ({ call, number }) => {
 *   return ({ status, durationMs }) => console.log(call.operationId, number, status, durationMs);
 * };
 */
export type Observe = (attempt: Attempt) => ((end: AttemptEnd) => void) | undefined;

/** Tells an observer of an attempt; gives what is to be told of its end. */
export function watch(
  observe: Observe,
  url: string,
  headers: Headers,
  call: FailedCall,
  number: number,
): ((end: AttemptEnd) => void) | undefined {
  const [address = ""] = url.split("?");
  const setHeader = (name: string, value: string) => headers.set(name, value);
  const ended = quietly(() => observe({ call, number, url: address, setHeader }));
  return ended && ((end) => quietly(() => ended(end)));
}

function quietly<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
