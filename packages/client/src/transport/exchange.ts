import { defaultBodySerializer, type HeadersOptions, type Middleware, mergeHeaders } from "openapi-fetch";
import { SoRequestError } from "../errors/so-error.ts";
import type { AttemptDefaults, AttemptOptions, Attempts } from "./attempts.ts";
import { findBase } from "./base-url.ts";
import { finalPath, type WriteQuery, writeQuery } from "./final-url.ts";
import { throughMiddleware } from "./middleware.ts";
import type { Outgoing } from "./outgoing.ts";
import type { Retry } from "./retry.ts";
import { type SendOptions, send, UNBUILT } from "./send.ts";

/** How calls go: middleware on top, our own sending underneath. */
export interface Transport extends SendOptions, AttemptDefaults {
  readonly middlewares: Middleware[];
  /** The client's own headers. */
  readonly headers: HeadersOptions;
  readonly retry?: Retry;
  readonly maxBodyBytes?: number;
}

/** openapi-fetch's init, untyped: its callers are typed by the contract. */
export interface ExchangeInit extends AttemptOptions {
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

/** Default headers, as the documented requests have them. */
export const JSON_MEDIA_TYPE = "application/json; charset=utf-8";

/**
 * Sends a request as openapi-fetch does, with its serializers and its middleware, and gives the answer unread. All
 * failures are `SoError`s: what goes wrong before it is sent is the request's fault, what goes wrong later the
 * connection's.
 */
export function exchange(transport: Transport, given: ExchangeInit, attempts: Attempts): Promise<Response> {
  const { deadline } = attempts;
  const { call, signal } = deadline;
  const { baseUrl: elsewhere, params = {}, middleware = [], parseAs, retry } = given;
  const { bodySerializer = defaultBodySerializer, querySerializer = writeQuery } = given;
  const refuse = (what: string) => new SoRequestError(what, { call });

  const work = async (): Promise<Response> => {
    const { maxBodyBytes, middlewares } = transport;
    if (retry && !transport.retry) throw refuse("retry needs retries() in the client's options");
    if (retry !== false) attempts.decide ??= transport.retry?.(retry);
    const base = await findBase(transport.base, deadline);
    const baseUrl = elsewhere?.replace(/\/$/, "") ?? base.url;
    const headers = headersOf(transport, given, refuse);
    const body = given.body === undefined ? undefined : (bodySerializer(given.body, headers) as BodyInit);
    const isStream = body instanceof ReadableStream;
    attempts.isOnce = isStream;
    if (maxBodyBytes !== undefined && !isStream && sizeOf(body) > maxBodyBytes)
      throw refuse(`the body has more than the ${maxBodyBytes} bytes of maxBodyBytes`);

    const url = baseUrl + finalPath(call.path, params, querySerializer, refuse);
    // With what else `fetch` takes; what it does not know it ignores (Web IDL, dictionaries).
    const init: RequestInit = { ...given, method: call.method, headers, body };
    const forward = (outgoing: Outgoing) => send(outgoing, attempts, base, transport);
    const hooks = [...middlewares, ...middleware];
    // Where nobody looks at a request there is none. A stream needs one, to be read once, and so does an address of the
    // caller's own, to be spelled as the client's is.
    if (hooks.length === 0 && !isStream && elsewhere === undefined) return forward({ url, headers, init });

    const own = new Request(url, { ...init, redirect: "manual", signal });
    const options = { baseUrl, querySerializer, bodySerializer, parseAs };
    const told = { schemaPath: call.path, params, options };
    return throughMiddleware(hooks, own, told, (request) =>
      forward({ url: request.url, headers: request.headers, request }),
    );
  };
  return deadline.race(work, (options) =>
    attempts.number > 0 ? undefined : new SoRequestError(UNBUILT, options),
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
