/** Whether a host name can only mean this machine. A name that merely resolves to it could be anybody's. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, "");
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "[::1]" ||
    host === "::1" ||
    /^127(?:\.\d{1,3}){3}$/.test(host)
  );
}

/**
 * Whether a page of another origin sent the request. Browsers say who sent whatever is no plain GET (Fetch, 3.2), and
 * control asks for no credentials, so any page in the developer's browser could reset the sandbox otherwise.
 */
export function isForeign(request: Request, url: URL): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return false;
  try {
    // The scheme is left out: what stands in front may speak TLS.
    return new URL(origin).host !== url.host;
  } catch {
    return true;
  }
}
