import { type LanguageCode, toLanguageCode } from "./languages.ts";

/** The headers that say in which language a caller wants texts, as received. */
export interface LanguageHeaders {
  /** `Accept-Language`. */
  readonly acceptLanguage?: string | null;
  /** `SO-Language`; counts in place of the other when it is there and not empty. */
  readonly soLanguage?: string | null;
}

/**
 * Gives the languages that a caller wants, best first, each once. None means: send texts as they are stored. That is
 * so without headers, when `*` or `x` switches translation off, and when the platform has none of the languages.
 *
 * Weights order the languages and zero refuses one; equals keep the header's order. `Accept-Language: *` asks for
 * nothing in particular. What cannot be read as a language or as a weight is passed over.
 *
 * Source: platform, "Headers that change the body"; docs.superoffice.com, "Headers", SO-Language; RFC 9110, 12.4.2 and
 * 12.5.4.
 *
 * @example
 * pickLanguages({ acceptLanguage: "fr;q=0.5, nb-NO, en;q=0.8" }); // ["NO", "US", "FR"]
 * pickLanguages({ acceptLanguage: "en", soLanguage: "x" }); // []
 */
export function pickLanguages(headers: LanguageHeaders): readonly LanguageCode[] {
  const own = (headers.soLanguage ?? "").trim();
  const ranges = parseRanges(own === "" ? (headers.acceptLanguage ?? "") : own);
  const wanted = ranges
    .filter(({ weight }) => weight > 0)
    // The sort is stable.
    .sort((a, b) => b.weight - a.weight)
    .flatMap(({ tag }) => toLanguageCode(tag) ?? []);
  return [...new Set(wanted)];
}

interface LanguageRange {
  readonly tag: string;
  /** 0 to 1. */
  readonly weight: number;
}

function parseRanges(header: string): LanguageRange[] {
  return header.split(",").flatMap((member) => {
    const [tag = "", ...parameters] = member.split(";").map((part) => part.trim());
    const weight =
      parameters.find((parameter) => /^q\s*=/i.test(parameter))?.replace(/^q\s*=\s*/i, "") ?? "1";
    // RFC 9110, 12.4.2.
    if (!/^(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/.test(weight)) return [];
    return [{ tag, weight: Number(weight) }];
  });
}
