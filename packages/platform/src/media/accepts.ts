import { PlatformError } from "../platform-error.ts";
import { type MediaType, parseMediaType, splitOutsideQuotes } from "./media-type.ts";

interface MediaRange extends MediaType {
  /** 0 to 1. */
  readonly weight: number;
}

/**
 * Picks the media type that a client likes best from those on offer; `undefined` when it accepts none of them
 * (answer 406 or the first, as you like). Among equals the first on offer wins, and so it does when the header is
 * absent or has no range that can be read.
 *
 * For each offer the most specific range decides, in any order of the header; weight 0 refuses. A lone `*` means
 * all, as old Java clients send it. A range's `charset` is ignored: JSON has no choice of one.
 *
 * Source: RFC 9110, 12.4.2 and 12.5.1.
 *
 * @throws {PlatformError} `media-type-invalid` when an offer is no media type.
 *
 * @example
 * accepts("application/xml;q=0.5, application/*", ["application/xml", "application/json"]); // "application/json"
 */
export function accepts<Offer extends string>(
  header: string | null | undefined,
  offered: readonly Offer[],
): Offer | undefined {
  const ranges = parseAccept(header ?? "");
  let best: Offer | undefined;
  let bestWeight = 0;
  for (const offer of offered) {
    const mediaType = parseMediaType(offer);
    if (!mediaType) throw new PlatformError("media-type-invalid", "An offer is no media type.");
    const weight = ranges.length === 0 ? 1 : weightOf(mediaType, ranges);
    if (weight <= bestWeight) continue;
    best = offer;
    bestWeight = weight;
  }
  return best;
}

function parseAccept(header: string): readonly MediaRange[] {
  return splitOutsideQuotes(header, ",").flatMap((text) => {
    const range = parseMediaType(text.replace(/^\s*\*\s*(?=;|$)/, "*/*"));
    if (!range) return [];
    const { q = "1", charset: _, ...parameters } = range.parameters;
    // RFC 9110, 12.4.2, and the bare ".2" of old clients.
    if (!/^(?:0?\.[0-9]{1,3}|0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/.test(q)) return [];
    return [{ ...range, parameters, weight: Number(q) }];
  });
}

function weightOf(offer: MediaType, ranges: readonly MediaRange[]): number {
  let weight = 0;
  let highest = -1;
  for (const range of ranges) {
    const specificity = specificityOf(offer, range);
    if (specificity <= highest) continue;
    highest = specificity;
    weight = range.weight;
  }
  return weight;
}

/** -1 when the range does not cover the offer; else higher for a closer one. */
function specificityOf(offer: MediaType, range: MediaType): number {
  if (range.type === "*") return range.subtype === "*" ? 0 : -1;
  if (range.type !== offer.type) return -1;
  if (range.subtype === "*") return 1;
  if (range.subtype !== offer.subtype) return -1;
  const wanted = Object.entries(range.parameters);
  const hasAll = wanted.every(([name, value]) => {
    // A client chooses the name: "constructor" must find nothing.
    const offered = Object.hasOwn(offer.parameters, name) ? offer.parameters[name] : undefined;
    return offered?.toLowerCase() === value.toLowerCase();
  });
  return hasAll ? 2 + wanted.length : -1;
}
