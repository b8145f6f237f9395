import type { Observe } from "../transport/observe.ts";

/** One attempt of a call for a log. Nothing in it is a secret or somebody's data. */
export interface AttemptLine {
  /** `warn` for what is made again, `error` for what failed for good: no answer, or a status from 500. */
  readonly level: "info" | "warn" | "error";
  /** Absent for raw calls. */
  readonly operationId?: string;
  readonly method: string;
  /** As in the contract: names of parameters in place of their values. */
  readonly path: string;
  readonly host: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** The HTTP status; absent when no answer began. */
  readonly status?: number;
  /** The error's code when no answer began: `network`, `timeout`, `abort`. */
  readonly error?: string;
  /** Milliseconds up to the answer's head. */
  readonly durationMs: number;
  /** Milliseconds until the next attempt; absent when there is none. */
  readonly retryInMs?: number;
}

/**
 * Writes a line for each attempt at its end. Values of parameters, queries, headers and bodies are in none: they can hold
 * secrets and personal data.
 *
 * @example
 * import { createClient } from "@so-webapi/client";
 * import { contact } from "@so-webapi/client/entities/contact";
 * import { attemptLines } from "@so-webapi/client/observe";
 *
 * const so = createClient({
 *   baseUrl: "http://127.0.0.1:8787",
 *   apis: [contact],
 *   observe: attemptLines((line) => console.log(JSON.stringify(line))),
 * });
 */
export function attemptLines(write: (line: AttemptLine) => void): Observe {
  return ({ call, number, url }) => {
    const { host } = new URL(url);
    return ({ status, error, durationMs, retryInMs }) => {
      const isBad = error !== undefined || (status !== undefined && status >= 500);
      write({
        level: retryInMs !== undefined ? "warn" : isBad ? "error" : "info",
        ...call,
        host,
        attempt: number,
        ...(status !== undefined && { status }),
        ...(error && { error: error.code }),
        durationMs: Math.round(durationMs),
        ...(retryInMs !== undefined && { retryInMs: Math.round(retryInMs) }),
      });
    };
  };
}
