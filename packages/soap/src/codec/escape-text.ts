/** What is not a plain character of text: the three of XML's own, carriage returns, surrogates, and what XML does not have. */
const special = /[^\t\n\u0020-\u0025\u0027-\u003b\u003d\u003f-\ud7ff\ue000-\ufffd]/;
/** What is no character of XML 1.0 (2.2), lone surrogates among it. */
const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/**
 * Escapes a text for XML 1.0. A carriage return becomes a reference, or it would be read as a line end (XML 1.0, 2.11);
 * a character that XML does not have becomes U+FFFD.
 */
export function escapeText(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replace(illegal, "\ufffd")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/\r/g, "&#13;");
}

/** The same inside of a quoted attribute. */
export const escapeAttribute = (text: string): string =>
  escapeText(text).replace(/"/g, "&quot;").replace(/\t/g, "&#9;").replace(/\n/g, "&#10;");
