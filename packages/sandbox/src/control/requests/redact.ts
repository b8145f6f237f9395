/** What stands in the place of a secret. */
export const HIDDEN = "(hidden)";

/** Characters of a body that are kept. */
export const MAX_BODY = 64 * 1024;

const secretHeaders: ReadonlySet<string> = new Set([
  "cookie",
  "set-cookie",
  "proxy-authorization",
  "so-apptoken",
  "x-xsrf-token",
]);

/** Header fields with credentials hidden; of `Authorization` the scheme stays. */
export function shownHeaders(
  headers: Iterable<[name: string, value: string]>,
): [name: string, value: string][] {
  return [...headers].map(([name, value]) => {
    if (name === "authorization") return [name, `${value.split(" ", 1)[0]} ${HIDDEN}`];
    return [name, secretHeaders.has(name) ? HIDDEN : value];
  });
}

/** A body's text, cut where it is long, with what JSON and XML call a password, a secret or a token hidden. */
export function shownBody(text: string | undefined): string | null {
  if (text === undefined || text === "") return null;
  const cut = text.length > MAX_BODY ? `${text.slice(0, MAX_BODY)}…` : text;
  return cut
    .replace(/("\w*(?:password|secret|token)\w*"\s*:\s*")(?:[^"\\]|\\.)*/gi, `$1${HIDDEN}`)
    .replace(/(<(\w*(?:password|secret|token)\w*)>)[^<]*/gi, `$1${HIDDEN}`);
}

/** Whether a column of a table holds what is not for showing. */
export function isSecretName(name: string): boolean {
  return /password|secret|token|ticket$|private|signing|refresh|key_?pair|verifier|challenge|\bcode\b/i.test(
    name,
  );
}
