import type { RetryPolicy } from "@so-webapi/platform/retry";
import { defaultBodySerializer, type HeadersOptions, type Middleware, mergeHeaders } from "openapi-fetch";
import { SoNetworkError, SoRequestError } from "../errors/so-error.ts";
import { findBase } from "./base-url.ts";
import type { Deadline } from "./deadline.ts";
import { finalPath, type WriteQuery, writeQuery } from "./final-url.ts";
import { throughMiddleware } from "./middleware.ts";
import type { Retry } from "./retry.ts";
import { type SendOptions, send } from "./send.ts";

/** Where calls go: middleware on top, our own sending underneath. */
export interface Transport {
  readonly middlewares: Middleware[];
  readonly sending: SendOptions;
  /** The client's own headers. */
  readonly headers: HeadersOptions;
  readonly retry: Retry | undefined;
  /** Milliseconds, where a call says nothing. */
  readonly timeoutMs: number;
  readonly maxBodyBytes: number | undefined;
}

/** openapi-fetch's init, untyped: its callers are typed by the contract. */
export interface ExchangeInit {
  readonly params?: { readonly path?: object; readonly query?: object; readonly header?: HeadersOptions };
  readonly headers?: object;
  readonly body?: unknown;
  /** Type of the body where `headers` say none. Default JSON. */
  readonly mediaType?: string;
  readonly bodySerializer?: (body: unknown, headers: unknown) => unknown;
  readonly querySerializer?: WriteQuery;
  readonly middleware?: readonly Middleware[];
  readonly baseUrl?: string;
  readonly parseAs?: string;
}

export interface ExchangeOptions {
  /** Whether the operation changes nothing; absent where only the method tells. */
  readonly safe?: boolean;
  /** The call's own options for retries; `false` for none. Default: the client's. */
  readonly retry?: false | Partial<RetryPolicy> | undefined;
}

/** Default headers, as the documented requests have them. */
export const JSON_MEDIA_TYPE = "application/json; charset=utf-8";

/**
 * Sends a request as openapi-fetch does, with its serializers and its middleware, and gives the answer unread. All
 * failures are `SoError`s: what goes wrong before it is sent is the request's fault, what goes wrong later the
 * connection's.
 */
export function exchange(
  transport: Transport,
  given: ExchangeInit,
  deadline: Deadline,
  { safe, retry }: ExchangeOptions,
): Promise<Response> {
  const { sending, maxBodyBytes, middlewares } = transport;
  const { call, signal } = deadline;
  const { mediaType, params = {}, middleware = [], parseAs, ...more } = given;
  const { bodySerializer = defaultBodySerializer, querySerializer = writeQuery, ...rest } = more;
  const refuse = (what: string) => new SoRequestError(what, { call });
  let isSent = false;

  const work = async (): Promise<Response> => {
    if (retry && !transport.retry) throw refuse("retry needs retries() in the client's options");
    const decide = retry === false ? undefined : transport.retry?.(retry);
    const base = await findBase(sending.base, deadline);
    const baseUrl = given.baseUrl?.replace(/\/$/, "") ?? base.url;
    const headers = headersOf(transport, given, refuse);
    const body = given.body === undefined ? undefined : (bodySerializer(given.body, headers) as BodyInit);
    const isStream = body instanceof ReadableStream;
    if (maxBodyBytes !== undefined && !isStream && sizeOf(body) > maxBodyBytes)
      throw refuse(`the body has more than the ${maxBodyBytes} bytes of maxBodyBytes`);

    const url = baseUrl + finalPath(call.path, params, querySerializer, refuse);
    const init: RequestInit = { ...rest, method: call.method, headers, body, redirect: "manual" };
    if (sending.fetch) init.signal = signal;
    const own = new Request(url, init);
    const options = { baseUrl, querySerializer, bodySerializer, parseAs };
    const context = { schemaPath: call.path, params, options };
    return throughMiddleware([...middlewares, ...middleware], own, context, (request) => {
      isSent = true;
      const attempt = { deadline, safe, decide, base, isStream, init: request === own ? init : undefined };
      return send(request, attempt, sending);
    });
  };
  return deadline.race(work, (options) =>
    isSent ? new SoNetworkError(options) : new SoRequestError("the request cannot be built", options),
  );
}

/** The client's headers and the call's; a form brings its own boundary along. */
function headersOf(
  { headers: defaults }: Transport,
  { headers, body, mediaType = JSON_MEDIA_TYPE, params }: ExchangeInit,
  refuse: (what: string) => Error,
): Headers {
  const own = plainHeaders(headers);
  const broken = Object.keys(own).find((name) => /[\r\n]/.test(`${own[name]}`));
  if (broken !== undefined) throw refuse(`the header ${JSON.stringify(broken)} has a line break`);
  const hasType = body !== undefined && !(body instanceof FormData);
  return mergeHeaders(hasType ? { "Content-Type": mediaType } : {}, defaults, own, params?.header);
}

/** Headers as an object. */
export function plainHeaders(headers: object | undefined): Record<string, string | undefined> {
  return headers instanceof Headers ? Object.fromEntries(headers) : { ...headers };
}

/** Counts bytes: a text as UTF-8, a form without what stands between its parts. */
function sizeOf(body: unknown): number {
  return new Blob(body instanceof FormData ? [...body.values()] : [(body ?? "") as BlobPart]).size;
}
