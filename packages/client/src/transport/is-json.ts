/**
 * Says whether a `Content-Type` is JSON: `application/json`, `text/json` or any with the suffix `+json` (RFC 6839, 3.1).
 * It does not look at the parameters.
 */
export function isJson(type: string): boolean {
  return /^\s*(?:(?:application|text)\/|[^\s;/]+\/[^\s;]+\+)json\s*(?:;|$)/i.test(type);
}
