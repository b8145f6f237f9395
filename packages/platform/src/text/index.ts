export { LANGUAGES, type Language, type LanguageCode, toLanguageCode } from "./languages.ts";
export {
  formatMultiLanguage,
  isMultiLanguage,
  type MultiLanguageErrorCode,
  type MultiLanguageFailure,
  type MultiLanguageText,
  parseMultiLanguage,
} from "./multi-language.ts";
export { type LanguageHeaders, pickLanguages } from "./pick-languages.ts";
export { type ResolveTextOptions, resolveText } from "./resolve-text.ts";
export { findResourceIds, isResourceId } from "./resource-ids.ts";
