import type { Client } from "openapi-fetch";
import { type FailedCall, SoError, SoNetworkError, SoRequestError } from "../errors/so-error.ts";
import type { Deadline } from "./deadline.ts";
import { type SendOptions, send } from "./send.ts";

/** Where calls go: openapi-fetch with its middleware on top, our own transport underneath. */
export interface Transport {
  readonly http: Client<object>;
  readonly sending: SendOptions;
}

/** openapi-fetch's init, untyped: its callers are typed by the contract. */
export interface ExchangeInit {
  readonly params?: { readonly path?: object; readonly query?: object };
  readonly headers?: object;
  readonly body?: unknown;
  /** Type of the body where `headers` say none. Default JSON. */
  readonly mediaType?: string;
  readonly bodySerializer?: (body: unknown) => unknown;
  readonly parseAs?: string;
}

/** openapi-fetch's answer, untyped. */
export interface Exchanged {
  readonly data?: unknown;
  /** Body of an answer that is no success: parsed when it is JSON, else its text. */
  readonly error?: unknown;
  readonly response: Response;
}

export interface ExchangeOptions {
  readonly call: FailedCall;
  readonly deadline: Deadline;
  /** Hears of the answer before its body is read. */
  readonly onResponse?: (response: Response) => void;
}

/** Default headers, as the documented requests have them. */
export const JSON_MEDIA_TYPE = "application/json; charset=utf-8";

/**
 * Sends a request through openapi-fetch. All failures are `SoError`s: what goes wrong before `fetch` is the
 * request's fault, what goes wrong after it the connection's.
 */
export async function exchange(
  transport: Transport,
  init: ExchangeInit,
  options: ExchangeOptions,
): Promise<Exchanged> {
  const { call, deadline, onResponse } = options;
  let sent = false;
  const fetch = async (request: Request): Promise<Response> => {
    sent = true;
    const response = await send(request, call, deadline, transport.sending);
    onResponse?.(response);
    return response;
  };
  // By its types openapi-fetch takes only methods and paths of the contract.
  const request = transport.http.request as unknown as (
    method: string,
    path: string,
    init: object,
  ) => Promise<Exchanged>;
  try {
    deadline.signal.throwIfAborted();
    const { signal } = deadline;
    const { mediaType, ...rest } = init;
    const all = { ...rest, headers: withContentType(init), signal, redirect: "manual", fetch };
    return await deadline.race(request(call.method, call.path, all));
  } catch (cause) {
    if (cause instanceof SoError) throw cause;
    if (deadline.signal.aborted) throw deadline.signal.reason;
    if (sent) throw new SoNetworkError({ call, cause });
    throw new SoRequestError("the request cannot be built", { call, cause });
  }
}

/** A form brings its own boundary along; a body of another kind has its type among the caller's headers. */
function withContentType({ body, headers, mediaType = JSON_MEDIA_TYPE }: ExchangeInit): object {
  const own = headers instanceof Headers ? Object.fromEntries(headers) : headers;
  if (body === undefined || body instanceof FormData) return { ...own };
  return { "Content-Type": mediaType, ...own };
}
