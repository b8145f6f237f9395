/** A media type taken apart (RFC 9110, 8.3.1). */
export interface MediaType {
  /** Lower case: `application`. */
  readonly type: string;
  /** Lower case: `json`. */
  readonly subtype: string;
  /** By lower-case name; values as sent, without quotes. Of two with one name the first counts. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Reads a `Content-Type`. `null` for an absent or malformed one: treat the body as bytes then.
 *
 * Source: RFC 9110, 5.6.6 and 8.3.1.
 *
 * @example
 * parseMediaType('Application/JSON; Charset="utf-8"');
 * // { type: "application", subtype: "json", parameters: { charset: "utf-8" } }
 */
export function parseMediaType(header: string | null | undefined): MediaType | null {
  if (!header) return null;
  return (Object.hasOwn(common, header) ? common[header] : undefined) ?? parse(header);
}

function parse(header: string): MediaType | null {
  const [essence = "", ...rest] = splitOutsideQuotes(header, ";");
  const match = /^([!#$%&'*+.^_`|~0-9a-z-]+)\/([!#$%&'*+.^_`|~0-9a-z-]+)$/.exec(essence.trim().toLowerCase());
  const [, type, subtype] = match ?? [];
  if (type === undefined || subtype === undefined) return null;

  const parameters = new Map<string, string>();
  for (const text of rest) {
    // RFC 9110, 5.6.6 allows nothing between two semicolons.
    if (text.trim() === "") continue;
    const parameter = parseParameter(text.trim());
    if (!parameter) return null;
    if (!parameters.has(parameter.name)) parameters.set(parameter.name, parameter.value);
  }
  return { type, subtype, parameters: Object.fromEntries(parameters) };
}

/**
 * Says whether a media type is JSON: `application/json`, `text/json` or any with the suffix `+json`
 * (RFC 6839, 3.1). Takes a header's text as well.
 *
 * @example
 * isJson("application/problem+json; charset=utf-8"); // true
 */
export function isJson(mediaType: MediaType | string | null | undefined): boolean {
  const parsed = typeof mediaType === "string" ? parseMediaType(mediaType) : mediaType;
  if (!parsed) return false;
  const { type, subtype } = parsed;
  return ((type === "application" || type === "text") && subtype === "json") || subtype.endsWith("+json");
}

/** Splits at a separator, except inside quoted strings (RFC 9110, 5.6.4). */
export function splitOutsideQuotes(text: string, separator: "," | ";"): readonly string[] {
  // Nearly every header is done here, many times a request.
  if (!text.includes('"')) return text.split(separator);
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted && character === "\\") at++;
    else if (!quoted && character === separator) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function parseParameter(text: string): { readonly name: string; readonly value: string } | undefined {
  const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?:([!#$%&'*+.^_`|~0-9A-Za-z-]+)|"((?:[^"\\]|\\.)*)")$/.exec(
    text,
  );
  const [, name, token, quoted] = match ?? [];
  if (name === undefined) return undefined;
  return { name: name.toLowerCase(), value: token ?? (quoted ?? "").replace(/\\(.)/g, "$1") };
}

/** What nearly every message has, read once: a server asks several times a request. */
const common: Readonly<Record<string, MediaType | null>> = Object.freeze(
  Object.fromEntries(
    ["application/json", "application/json; charset=utf-8", "application/json;charset=utf-8"].map(
      (header) => {
        const read = parse(header);
        if (read !== null) Object.freeze(Object.freeze(read).parameters);
        return [header, read];
      },
    ),
  ),
);
