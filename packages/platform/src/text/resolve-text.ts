import { toLanguageCode } from "./languages.ts";
import { parseMultiLanguage } from "./multi-language.ts";
import { RESOURCE_ID } from "./resource-ids.ts";

/** Where resources come from, and what stands for a text that none of the languages has. */
export interface ResolveTextOptions {
  /**
   * Gives the text of a string resource in a language of the platform, `undefined` when there is none: then the next
   * language is asked, and after the last the id stays in its brackets. Default: no resource is known.
   */
  readonly resource?: (id: string, language: string) => string | undefined;
  /**
   * What stands for a multi-language string that has none of the languages. Default `"raw"`.
   *
   * - `"raw"`: the string as stored, as the vendor's function for it does when it cannot choose.
   * - `"first"`: the text of its first language.
   */
  readonly missing?: "raw" | "first";
}

/**
 * Gives the text that a server sends to a caller who wants these languages: multi-language strings become the text
 * of the first language that they have, and resource ids in brackets their text. What stands before, between and
 * behind them stays. Without languages everything stays as it is stored.
 *
 * Languages are codes of the platform, as {@link pickLanguages} gives them, or tags of BCP 47.
 *
 * Source: rest/index.md:285-311; docs.superoffice.com, `CultureDataFormatter.ParseMultiLanguageString`, Remarks (text
 * around a multi-language string stays; what it cannot resolve it gives back unchanged). What a server sends when a
 * string lacks the language is documented nowhere: hence `missing`.
 *
 * @example
 * resolveText('NO:"Leverandør";US:"Supplier"', ["FR", "US"]); // "Supplier"
 * resolveText('NO:"Leverandør";US:"Supplier"', []); // 'NO:"Leverandør";US:"Supplier"'
 * resolveText("[SR_YES]!", ["US"], { resource: (id) => (id === "SR_YES" ? "Yes" : undefined) }); // "Yes!"
 */
export function resolveText(
  text: string,
  languages: readonly string[],
  options: ResolveTextOptions = {},
): string {
  if (languages.length === 0) return text;
  // As written first: a string can have a code that the platform's table lacks.
  const codes = languages.flatMap((language) => [language, toLanguageCode(language) ?? language]);
  const { resource, missing = "raw" } = options;
  // Texts first and resources behind, since the text of a language may name a resource.
  const chosen = text.includes(':"') ? text.replace(block(), (raw) => choose(raw, codes, missing)) : text;
  if (!resource || !chosen.includes("[SR_")) return chosen;
  return chosen.replace(
    RESOURCE_ID(),
    (raw, id: string) => firstOf(codes, (code) => resource(id, code)) ?? raw,
  );
}

/** A multi-language string inside of a text. A letter or digit before the code makes it the end of another word. */
const block = () => /(?<![A-Za-z0-9])[A-Z]{2}:"[^"]*"(?:;[A-Z]{2}:"[^"]*")*;?/g;

function choose(raw: string, codes: readonly string[], missing: "raw" | "first"): string {
  const result = parseMultiLanguage(raw);
  if (!result.ok) return raw;
  const texts = result.value;
  const found = firstOf(codes, (code) => (Object.hasOwn(texts, code) ? texts[code] : undefined));
  return found ?? (missing === "first" ? Object.values(texts)[0] : undefined) ?? raw;
}

function firstOf(codes: readonly string[], find: (code: string) => string | undefined): string | undefined {
  for (const code of codes) {
    const found = find(code);
    if (found !== undefined) return found;
  }
  return undefined;
}
