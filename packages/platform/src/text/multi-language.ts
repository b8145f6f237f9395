import { PlatformError } from "../platform-error.ts";
import { type Failure, failure, type Success, success } from "../result.ts";

/** One text in several languages, by the platform's code: `{ NO: "Leverandør", US: "Supplier" }`. */
export type MultiLanguageText = Readonly<Record<string, string>>;

/** `form`: not of the form `XX:"text"` between semicolons. `duplicate`: one language has two texts. */
export type MultiLanguageErrorCode = "multi-language-form" | "multi-language-duplicate";

/** Why a multi-language string was refused, and where. */
export interface MultiLanguageFailure extends Failure<MultiLanguageErrorCode> {
  /** Where the entry begins that was refused, from 0, in UTF-16 code units. */
  readonly offset: number;
}

/**
 * Takes a multi-language string apart. Each language is two capitals, a colon and a text in double quotes; a
 * semicolon stands between two of them and may stand behind the last. No white space around them. There is no way
 * to write a double quote inside a text. Any two letters are taken as a language, those of {@link LANGUAGES} or not.
 *
 * Source: docs.superoffice.com, quote connector, "Reason fields" (two letters, no quotes inside, anything else is
 * not parsed); rest/index.md:285 (no semicolon at the end); "CultureDataFormatter" (a semicolon at the end).
 *
 * @example
 * const result = parseMultiLanguage('NO:"Leverandør";US:"Supplier"');
 * result.ok && result.value; // { NO: "Leverandør", US: "Supplier" }
 */
export function parseMultiLanguage(text: string): Success<MultiLanguageText> | MultiLanguageFailure {
  const entry = /([A-Z]{2}):"([^"]*)"(?:;|$)/y;
  const texts = new Map<string, string>();
  let offset = 0;
  do {
    entry.lastIndex = offset;
    const [whole, code, value] = entry.exec(text) ?? [];
    if (whole === undefined || code === undefined || value === undefined) {
      return refuse("multi-language-form", 'Not of the form XX:"text";YY:"text".', offset);
    }
    if (texts.has(code)) return refuse("multi-language-duplicate", "One language has two texts.", offset);
    texts.set(code, value);
    offset += whole.length;
  } while (offset < text.length);
  return success(Object.fromEntries(texts));
}

/**
 * Says whether a text is a multi-language string from end to end.
 *
 * @example
 * isMultiLanguage('US:"Supplier"'); // true
 * isMultiLanguage("Supplier"); // false
 */
export function isMultiLanguage(text: string): boolean {
  return parseMultiLanguage(text).ok;
}

/**
 * Writes a multi-language string, languages in the given order, without a semicolon at the end.
 *
 * @throws {PlatformError} `multi-language-invalid` when there is no language, a code is not two capitals, or a text
 * holds a double quote, for which the form has no room.
 *
 * @example
 * formatMultiLanguage({ NO: "Leverandør", US: "Supplier" }); // 'NO:"Leverandør";US:"Supplier"'
 */
export function formatMultiLanguage(texts: MultiLanguageText): string {
  const entries = Object.entries(texts);
  const isRight = entries.every(([code, text]) => /^[A-Z]{2}$/.test(code) && !text.includes('"'));
  if (entries.length === 0 || !isRight) {
    throw new PlatformError(
      "multi-language-invalid",
      "The texts cannot be written as a multi-language string.",
    );
  }
  return entries.map(([code, text]) => `${code}:"${text}"`).join(";");
}

function refuse(code: MultiLanguageErrorCode, message: string, offset: number): MultiLanguageFailure {
  return { ...failure(code, message), offset };
}
