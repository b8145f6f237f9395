import type { ProxyRequest } from "../message/proxy-request.ts";
import { schemeOf } from "../message/proxy-request.ts";
import { type AddressRange, addressBytes, addressRange, isInRange } from "./address-range.ts";

/** Says what is true of a request that came by way of others that are believed. */
export type SeenThrough = (request: ProxyRequest) => ProxyRequest;

/**
 * Believes `X-Forwarded-For`, `-Proto` and `-Host` of requests whose connection comes from one of the addresses, a load
 * balancer of one's own for example, and of nobody else: whoever can write these fields could otherwise choose the address
 * that is counted and logged, and where links in answers lead. Of several addresses the last one counts that is none of
 * the believed ones, for what stands before it is the caller's own word; of protocols and hosts the last.
 *
 * @param trusted - addresses and ranges: `10.0.0.0/8`, `::1`.
 * @throws {TypeError} for what is neither.
 */
export function trustedProxies(trusted: readonly string[]): SeenThrough {
  const ranges = trusted.map((text): AddressRange => {
    const range = addressRange(text);
    if (range === undefined)
      throw new TypeError("a trusted proxy must be an address or a range such as 10.0.0.0/8");
    return range;
  });
  const isTrusted = (address: string | undefined): boolean => {
    const bytes = address === undefined ? undefined : addressBytes(address);
    return bytes !== undefined && ranges.some((range) => isInRange(bytes, range));
  };
  return (request) => {
    if (!isTrusted(request.clientAddress)) return request;
    const hops = listOf(request.headers.get("x-forwarded-for"));
    let clientAddress = request.clientAddress;
    while (hops.length > 0 && isTrusted(clientAddress)) {
      const hop = hops.pop() ?? "";
      // Not an address: whoever wrote it is the last one of whom something is known.
      if (addressBytes(hop) === undefined) break;
      clientAddress = hop;
    }
    return { ...request, clientAddress, origin: originOf(request) };
  };
}

function originOf(request: ProxyRequest): string {
  const scheme = listOf(request.headers.get("x-forwarded-proto")).at(-1)?.toLowerCase();
  const host = listOf(request.headers.get("x-forwarded-host")).at(-1);
  const { host: ownHost } = new URL(request.origin);
  const believed = `${scheme === "http" || scheme === "https" ? scheme : schemeOf(request)}://${host ?? ownHost}`;
  // RFC 9110, 7.2: host and port and nothing else.
  if (/[/?#@\\\s]/.test(host ?? "") || !URL.canParse(believed)) return request.origin;
  return new URL(believed).origin;
}

function listOf(value: string | null): string[] {
  return (value ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
