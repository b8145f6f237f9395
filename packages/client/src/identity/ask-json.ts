import { type FailedCall, SoDecodingError, SoError, SoNetworkError } from "../errors/so-error.ts";
import { startDeadline } from "../transport/deadline.ts";
import { heldRequest } from "../transport/held-request.ts";
import { isJson } from "../transport/is-json.ts";
import { parseJson } from "../transport/parse-json.ts";
import type { Fetch } from "../transport/send.ts";
import { orAborted } from "./or-aborted.ts";

/** How requests for identity are sent: they go past the client, its middleware and its credentials. */
export interface AskOptions {
  /** Sends a request, in place of the runtime's `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** Milliseconds for one request with its answer's body. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** Ends the request. */
  readonly signal?: AbortSignal | undefined;
}

export const DEFAULT_ASK_TIMEOUT_MS = 30_000;

export interface JsonAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Headers;
  /** Parsed; for an answer that is no success `undefined` where it is no JSON. */
  readonly body: unknown;
}

/**
 * Sends one request and reads its JSON answer. Redirects are not followed: they could lead secrets elsewhere.
 *
 * @throws {SoNetworkError} {@link SoTimeoutError} {@link SoAbortError} as calls do, and {@link SoDecodingError} for a
 * success that is no JSON.
 */
export async function askJson(
  url: string,
  init: RequestInit,
  call: FailedCall,
  options: AskOptions,
): Promise<JsonAnswer> {
  const { fetch = (request: Request) => globalThis.fetch(request), timeoutMs = DEFAULT_ASK_TIMEOUT_MS } =
    options;
  const deadline = startDeadline({ call, timeoutMs, signal: options.signal ?? null });
  const { signal } = deadline;
  try {
    signal.throwIfAborted();
    const headers = { Accept: "application/json", ...init.headers };
    const request = heldRequest(url, { ...init, headers, redirect: "manual", signal });
    const response = await orAborted(Promise.resolve(fetch(request)), signal);
    const body = await orAborted(readBody(response, call), signal);
    return { ok: response.ok, status: response.status, headers: response.headers, body };
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw cause instanceof SoError ? cause : new SoNetworkError({ call, cause });
  } finally {
    deadline.release();
  }
}

/** A refusal in a body that cannot be read is still a refusal; a success is none then. */
async function readBody(response: Response, call: FailedCall): Promise<unknown> {
  const bytes = await response.arrayBuffer();
  if (isJson(response.headers.get("Content-Type") ?? "")) {
    // What is not UTF-8 becomes U+FFFD, which no signature and no token admits.
    const parsed = parseJson(new TextDecoder().decode(bytes));
    if ("value" in parsed) return parsed.value;
    if (response.ok) throw new SoDecodingError(parsed.refused, response.status, parsed.detail, { call });
  } else if (response.ok) {
    throw new SoDecodingError("media-type", response.status, "it is not JSON", { call });
  }
  return undefined;
}
