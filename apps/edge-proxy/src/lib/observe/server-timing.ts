import type { Exchange } from "./exchange.ts";

/** `Server-Timing` (W3C) of an exchange so far: how long the upstream took to its header, and how long all. */
export function serverTiming({ facts, elapsed }: Pick<Exchange, "facts" | "elapsed">): string {
  const total = `total;dur=${elapsed()}`;
  return facts.upstreamMs === undefined ? total : `upstream;dur=${facts.upstreamMs}, ${total}`;
}
