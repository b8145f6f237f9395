import type { SendContext } from "./send.ts";

/**
 * Prepares for sending a request again, before it is sent and before it has a credential. Gives what makes another
 * request of it, for a URL; `undefined` where the body can be read only once.
 */
export function copier(request: Request, context: SendContext): ((url: string) => Request) | undefined {
  const { body, isOwn } = context;
  if (body instanceof ReadableStream) return undefined;
  if (!isOwn) {
    const spare = request.clone();
    return (url) => at(url, spare.clone());
  }
  const headers = new Headers(request.headers);
  // A form gets another boundary each time.
  if (body instanceof FormData) headers.delete("Content-Type");
  // What was given, and not the request's own stream: a copy by `clone` would hold the body in memory and send it
  // without a length.
  const init = { body: body as BodyInit | undefined, headers };
  return (url) => {
    if (url === request.url) return new Request(request, init);
    const { method, redirect, signal } = request;
    return new Request(url, { ...init, method, redirect, signal });
  };
}

function at(url: string, request: Request): Request {
  return url === request.url ? request : new Request(url, request);
}
