import {
  formatMultiLanguage,
  type MultiLanguageText,
  parseMultiLanguage,
  pickLanguages,
  resolveText,
} from "@so-webapi/platform/text";

/**
 * Gives the text in the best of the wanted languages, where the platform sent it in all of them. What has no such language,
 * and what is no multi-language string, stays as it is; so does `null`.
 *
 * @param languages - as in `Accept-Language`, best first: `"nb, en;q=0.5"`.
 *
 * @example
 * import { textOf } from "@so-webapi/client/values";
 *
 * textOf('NO:"Leverandør";US:"Supplier"', "en"); // "Supplier"
 */
export function textOf<Text extends string | null | undefined>(
  text: Text,
  languages: string,
): string | Exclude<Text, string> {
  if (typeof text !== "string") return text as Exclude<Text, string>;
  return resolveText(text, pickLanguages({ acceptLanguage: languages }));
}

/**
 * Gives the texts of a multi-language string by the platform's codes, which are its own: `US` for English, `GE` for German.
 * `null` for what is none.
 *
 * @example
 * import { textsOf } from "@so-webapi/client/values";
 *
 * textsOf('NO:"Leverandør";US:"Supplier"'); // { NO: "Leverandør", US: "Supplier" }
 * textsOf("Supplier"); // null
 */
export function textsOf(text: string | null | undefined): MultiLanguageText | null {
  const result = parseMultiLanguage(text ?? "");
  return result.ok ? result.value : null;
}

/**
 * Writes a multi-language string, to be sent.
 *
 * @throws {PlatformError} `multi-language-invalid` for no language, for a code that is not two capitals and for a text with a
 * double quote, for which the form has no room.
 *
 * @example
 * import { multiLanguage } from "@so-webapi/client/values";
 *
 * multiLanguage({ NO: "Leverandør", US: "Supplier" }); // 'NO:"Leverandør";US:"Supplier"'
 */
export function multiLanguage(texts: MultiLanguageText): string {
  return formatMultiLanguage(texts);
}
