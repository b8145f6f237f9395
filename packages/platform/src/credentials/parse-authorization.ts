/** What an `Authorization` header holds. Only `unknown` and `malformed` and `none` are safe to log. */
export type Authorization =
  | { readonly scheme: "basic"; readonly user: string; readonly password: string }
  | { readonly scheme: "soticket"; readonly ticket: string }
  | { readonly scheme: "bearer"; readonly token: string }
  /** No header, or an empty one. */
  | { readonly scheme: "none" }
  /** A known scheme whose credential cannot be read. */
  | { readonly scheme: "malformed"; readonly name: "basic" | "soticket" | "bearer" }
  /** Another scheme; `null` where the text may be a credential without a scheme. */
  | { readonly scheme: "unknown"; readonly name: string | null };

/**
 * Reads an `Authorization` header. The scheme is taken in any case (RFC 9110, 11.1). Basic must be base64 of UTF-8
 * with a colon in it; the first one ends the user's name.
 *
 * @example
 * const who = parseAuthorization("BASIC dGplMDpwYXNz");
 * who.scheme === "basic" && who.user; // "tje0"
 */
export function parseAuthorization(header: string | null | undefined): Authorization {
  const text = (header ?? "").trim();
  if (text === "") return { scheme: "none" };

  const [, name = "", credential = ""] = /^([^ \t]+)(?:[ \t]+(.*))?$/su.exec(text) ?? [];
  const scheme = name.toLowerCase();
  switch (scheme) {
    case "basic":
      return parseBasic(credential);
    case "soticket":
      return isVisible(credential) ? { scheme, ticket: credential } : { scheme: "malformed", name: scheme };
    case "bearer":
      return isVisible(credential) ? { scheme, token: credential } : { scheme: "malformed", name: scheme };
    default:
      return { scheme: "unknown", name: credential !== "" && TOKEN.test(name) ? name : null };
  }
}

/** A token of RFC 9110, 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function parseBasic(credential: string): Authorization {
  const text = decodeBase64(credential);
  const colon = text?.indexOf(":") ?? -1;
  if (text === undefined || colon < 0 || /\p{Cc}/u.test(text)) return { scheme: "malformed", name: "basic" };
  return { scheme: "basic", user: text.slice(0, colon), password: text.slice(colon + 1) };
}

function decodeBase64(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isVisible(credential: string): boolean {
  return /^[!-~]+$/.test(credential);
}
