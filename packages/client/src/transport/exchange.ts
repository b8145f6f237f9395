import type { RetryPolicy } from "@so-webapi/platform/retry";
import { type Client, defaultBodySerializer } from "openapi-fetch";
import { type FailedCall, SoError, SoNetworkError, SoRequestError } from "../errors/so-error.ts";
import { findBase } from "./base-url.ts";
import { bodySize } from "./body-size.ts";
import type { Deadline } from "./deadline.ts";
import type { Retry } from "./retry.ts";
import { type SendOptions, send } from "./send.ts";

/** Where calls go: openapi-fetch with its middleware on top, our own transport underneath. */
export interface Transport {
  readonly http: Client<object>;
  readonly sending: SendOptions;
  readonly retry: Retry | undefined;
  /** Milliseconds, where a call says nothing. */
  readonly timeoutMs: number;
  /** `Infinity` for no limit. */
  readonly maxBodyBytes: number;
}

/** openapi-fetch's init, untyped: its callers are typed by the contract. */
export interface ExchangeInit {
  readonly params?: { readonly path?: object; readonly query?: object };
  readonly headers?: object;
  readonly body?: unknown;
  /** Type of the body where `headers` say none. Default JSON. */
  readonly mediaType?: string;
  readonly bodySerializer?: (body: unknown, headers: unknown) => unknown;
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
  /** Whether the operation changes nothing; absent where only the method tells. */
  readonly safe?: boolean;
  /** The call's own options for retries; `false` for none. Default: the client's. */
  readonly retry?: false | Partial<RetryPolicy>;
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
  const { call, deadline, onResponse, safe } = options;
  const { signal } = deadline;
  const { mediaType: _, bodySerializer = defaultBodySerializer, ...rest } = init;
  let sent = false;
  // By its types openapi-fetch takes only methods and paths of the contract.
  const request = transport.http.request as unknown as (
    method: string,
    path: string,
    init: object,
  ) => Promise<Exchanged>;
  try {
    signal.throwIfAborted();
    const decide = decider(transport, options);
    const base = await findBase(transport.sending.base, options);
    const source: { body?: unknown } = {};
    const fetch = async (outgoing: Request & { readonly source?: unknown }): Promise<Response> => {
      sent = true;
      const context = {
        call,
        deadline,
        safe,
        decide,
        base,
        body: source.body,
        isOwn: outgoing.source === source,
      };
      const response = await send(outgoing, context, transport.sending);
      onResponse?.(response);
      return response;
    };
    const all = {
      baseUrl: base.url,
      ...rest,
      bodySerializer(body: unknown, headers: unknown) {
        source.body = bodySerializer(body, headers);
        checkSize(source.body, transport.maxBodyBytes, call);
        return source.body;
      },
      headers: headersOf(init, call),
      signal,
      redirect: "manual",
      // openapi-fetch puts on its request what no request has: so a request is known as its own.
      source,
      fetch,
    };
    return await deadline.race(request(call.method, call.path, all));
  } catch (cause) {
    if (cause instanceof SoError) throw cause;
    if (signal.aborted) throw signal.reason;
    if (sent) throw new SoNetworkError({ call, cause });
    throw new SoRequestError("the request cannot be built", { call, cause });
  }
}

/** What decides on the attempts of this call; `undefined` for one attempt. */
function decider(transport: Transport, { retry, call }: ExchangeOptions) {
  if (retry === false) return undefined;
  if (retry && !transport.retry)
    throw new SoRequestError("retry needs retries() in the client's options", { call });
  return transport.retry?.(retry);
}

function checkSize(body: unknown, limit: number, call: FailedCall): void {
  if (limit !== Number.POSITIVE_INFINITY && bodySize(body) > limit)
    throw new SoRequestError(`the body has more than the ${limit} bytes of maxBodyBytes`, { call });
}

/** A form brings its own boundary along; a body of another kind has its type among the caller's headers. */
function headersOf({ body, headers, mediaType = JSON_MEDIA_TYPE }: ExchangeInit, call: FailedCall): object {
  const own = { ...(headers instanceof Headers ? Object.fromEntries(headers) : headers) };
  for (const [name, value] of Object.entries(own))
    if (/[\r\n]/.test(String(value)))
      throw new SoRequestError(`the header ${JSON.stringify(name)} has a line break`, { call });
  return body === undefined || body instanceof FormData ? own : { "Content-Type": mediaType, ...own };
}
