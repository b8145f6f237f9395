/**
 * Says of what `fetch` threw whether the connection never opened, so that nothing was sent. Node tells it by the code
 * of the error's cause, Bun by the error's own, Deno in its message. Browsers and Cloudflare Workers do not tell it: the
 * answer is `false` there, as for all that is not known.
 */
export function isUnopened(cause: unknown): boolean {
  if (typeof cause !== "object" || cause === null) return false;
  const { code, message, cause: inner } = cause as { code?: unknown; message?: unknown; cause?: unknown };
  return UNOPENED.test(`${code}`) || /client error \(Connect\)/.test(`${message}`) || isUnopened(inner);
}

/**
 * Refused, no such host, no connection in time: of Node's sockets and resolver, of undici, of Bun. Not EHOSTUNREACH,
 * which an open connection can end with, too.
 */
const UNOPENED =
  /^(?:E?CONN(?:ECTION)?REFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|FAILEDTOOPENSOCKET)$/i;
