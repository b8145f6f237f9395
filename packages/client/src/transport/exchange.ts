import type { RetryPolicy } from "@so-webapi/platform/retry";
import { type Client, defaultBodySerializer } from "openapi-fetch";
import { SoNetworkError, SoRequestError } from "../errors/so-error.ts";
import { findBase } from "./base-url.ts";
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
  readonly maxBodyBytes: number | undefined;
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
  /** Whether the operation changes nothing; absent where only the method tells. */
  readonly safe?: boolean;
  /** The call's own options for retries; `false` for none. Default: the client's. */
  readonly retry?: false | Partial<RetryPolicy>;
  /** Hears of the answer before its body is read. */
  readonly onResponse?: (response: Response) => void;
}

/** Default headers, as the documented requests have them. */
export const JSON_MEDIA_TYPE = "application/json; charset=utf-8";

/** Between openapi-fetch and what it is given: untyped, since its own types want paths of the contract. */
type FetchRequest = (method: string, path: string, init: object) => Promise<Exchanged>;

/**
 * Sends a request through openapi-fetch. All failures are `SoError`s: what goes wrong before `fetch` is the
 * request's fault, what goes wrong after it the connection's.
 */
export function exchange(
  transport: Transport,
  { mediaType = JSON_MEDIA_TYPE, bodySerializer = defaultBodySerializer, ...init }: ExchangeInit,
  deadline: Deadline,
  { safe, retry, onResponse }: ExchangeOptions,
): Promise<Exchanged> {
  const { http, sending, maxBodyBytes } = transport;
  const { call, signal } = deadline;
  const refuse = (what: string) => new SoRequestError(what, { call });
  const request = http.request as unknown as FetchRequest;
  let isSent = false;

  const work = async () => {
    if (retry && !transport.retry) throw refuse("retry needs retries() in the client's options");
    const decide = retry === false ? undefined : transport.retry?.(retry);
    const base = await findBase(sending.base, deadline);
    const own = plainHeaders(init.headers);
    const broken = Object.keys(own).find((name) => /[\r\n]/.test(`${own[name]}`));
    if (broken !== undefined) throw refuse(`the header ${JSON.stringify(broken)} has a line break`);
    // A form brings its own boundary along; a body of another kind has its type among the caller's headers.
    const hasType = init.body !== undefined && !(init.body instanceof FormData);
    const headers = { ...(hasType && { "Content-Type": mediaType }), ...own };
    const built = { ...init, method: call.method, headers, signal, redirect: "manual" };
    return request(call.method, call.path, {
      baseUrl: base.url,
      ...built,
      // openapi-fetch puts on its request what no request has: so a request is known as its own.
      built,
      bodySerializer(given: unknown, finalHeaders: unknown) {
        const body = bodySerializer(given, finalHeaders);
        if (maxBodyBytes !== undefined && sizeOf(body) > maxBodyBytes)
          throw refuse(`the body has more than the ${maxBodyBytes} bytes of maxBodyBytes`);
        built.body = body;
        return body;
      },
      async fetch(outgoing: Request & { readonly built?: RequestInit }) {
        isSent = true;
        const isStream = built.body instanceof ReadableStream;
        const context = { deadline, safe, decide, base, init: outgoing.built, isStream };
        const response = await send(outgoing, context, sending);
        onResponse?.(response);
        return response;
      },
    });
  };
  return deadline.race(work, (options) =>
    isSent ? new SoNetworkError(options) : new SoRequestError("the request cannot be built", options),
  );
}

/** Headers as an object. */
export function plainHeaders(headers: object | undefined): Record<string, unknown> {
  return headers instanceof Headers ? Object.fromEntries(headers) : { ...headers };
}

/** Counts bytes: a text as UTF-8, a form without what stands between its parts. Nobody knows a stream's length. */
function sizeOf(body: unknown): number {
  if (body instanceof ReadableStream) return 0;
  return new Blob(body instanceof FormData ? [...body.values()] : [body as BlobPart]).size;
}
