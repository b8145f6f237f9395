/**
 * Prepares for sending a request again, before it is sent and before it has a credential. Gives what makes another
 * request of it, for a URL.
 *
 * @param init - what the request was built from; absent for a request of which nothing is known.
 */
export function copier(request: Request, init: RequestInit | undefined): (url: string) => Request {
  if (!init) {
    const spare = request.clone();
    return (url) => new Request(url, spare.clone());
  }
  // From what was given, and not from the request's own stream: a copy by `clone` would hold the body in memory and
  // send it without a length.
  const headers = new Headers(request.headers);
  // A form gets another boundary each time.
  if (init.body instanceof FormData) headers.delete("Content-Type");
  return (url) => new Request(url, { ...init, headers });
}
