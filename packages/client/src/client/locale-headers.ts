/** How texts and dates are to be written. */
export interface LocaleOptions {
  readonly language?: string;
  readonly culture?: string;
  readonly timeZone?: string;
}

/** The headers for it; undefined for what is not said. Source: platform, "Headers that change the body". */
export function localeHeaders({ language, culture, timeZone }: LocaleOptions) {
  return { "Accept-Language": language, "SO-Culture": culture, "SO-TimeZone": timeZone };
}
