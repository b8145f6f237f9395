import type { Exchange } from "./exchange.ts";

/** `Server-Timing` (W3C) of an exchange so far: how long the upstream took to its header, and how long all. */
export function serverTiming(exchange: Pick<Exchange, "facts" | "elapsed">): string {
  const { facts } = exchange;
  const total = `total;dur=${exchange.elapsed()}`;
  return facts.upstreamMs === undefined ? total : `upstream;dur=${facts.upstreamMs}, ${total}`;
}
