/**
 * Makes a request that lives as long as its signal, which is one of ours: nobody else listens by `onabort`. Node collects a
 * request that nobody holds, and then aborting the signal no longer ends the exchange: its connection would stay open for as
 * long as the server likes (nodejs/undici#3644).
 */
export function heldRequest(
  input: Request | string,
  init: RequestInit & { readonly signal: AbortSignal },
): Request {
  const request = new Request(input, init);
  init.signal.onabort = () => request;
  return request;
}
