/** The platform's own two letters for a language: not ISO 639, and not a country either. */
export type LanguageCode =
  | "NO"
  | "SP"
  | "US"
  | "CZ"
  | "SW"
  | "CN"
  | "DA"
  | "JP"
  | "GE"
  | "FI"
  | "NL"
  | "RU"
  | "FR"
  | "PL"
  | "IT";

/** One language of the platform. */
export interface Language {
  /** What stands before the colon in a multi-language string. */
  readonly code: LanguageCode;
  /** English name. */
  readonly name: string;
  /** The primary subtags of BCP 47 that ask for it, in lower case: whatever region or script follows. */
  readonly tags: readonly string[];
}

/**
 * The fifteen languages of the platform, in the documentation's order.
 *
 * Codes and names: the table "Language codes" of docs.superoffice.com, "Add user-defined field". Tags: the ISO 639-1
 * code of the named language, and `nb` besides `no`, as that page of the headers asks with `nb-no`. Nynorsk (`nn`)
 * and a split of Chinese or English by region stand nowhere and are left out.
 */
export const LANGUAGES: readonly Language[] = Object.freeze([
  { code: "NO", name: "Norwegian", tags: ["no", "nb"] },
  { code: "SP", name: "Spanish", tags: ["es"] },
  { code: "US", name: "English", tags: ["en"] },
  { code: "CZ", name: "Czech", tags: ["cs"] },
  { code: "SW", name: "Swedish", tags: ["sv"] },
  { code: "CN", name: "Chinese", tags: ["zh"] },
  { code: "DA", name: "Danish", tags: ["da"] },
  { code: "JP", name: "Japanese", tags: ["ja"] },
  { code: "GE", name: "German", tags: ["de"] },
  { code: "FI", name: "Finnish", tags: ["fi"] },
  { code: "NL", name: "Dutch", tags: ["nl"] },
  { code: "RU", name: "Russian", tags: ["ru"] },
  { code: "FR", name: "French", tags: ["fr"] },
  { code: "PL", name: "Polish", tags: ["pl"] },
  { code: "IT", name: "Italian", tags: ["it"] },
]);

/**
 * Gives the platform's code for a language tag of BCP 47, in any case and whatever region follows the language; for
 * a code of the platform in capitals it gives the code itself. `undefined` when the platform has no such language.
 *
 * Capitals decide where both could be meant: `SW` is the platform's Swedish, `sw` is Swahili.
 *
 * Source: {@link LANGUAGES}; docs.superoffice.com, `CultureDataFormatter.ParseMultiLanguageString` (its culture is a
 * tag or a code).
 *
 * @example
 * toLanguageCode("nb-NO"); // "NO"
 * toLanguageCode("GE"); // "GE"
 * toLanguageCode("sw"); // undefined
 */
export function toLanguageCode(tag: string): LanguageCode | undefined {
  const [primary = ""] = tag.trim().toLowerCase().split("-", 1);
  const found =
    LANGUAGES.find(({ code }) => code === tag.trim()) ?? LANGUAGES.find(({ tags }) => tags.includes(primary));
  return found?.code;
}
