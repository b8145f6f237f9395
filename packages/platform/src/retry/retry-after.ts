import { failure, type Result, success } from "../result.ts";

/** The text is neither seconds nor a date (RFC 9110, 10.2.3). */
export type RetryAfterErrorCode = "retry-after-form";

/**
 * Reads a `Retry-After` header, seconds or a date, and gives the milliseconds to wait from now on; 0 for a date that
 * has passed. The platform publishes no throttling contract: this is all that a caller can go by.
 *
 * @param now - milliseconds since 1970-01-01 UTC.
 *
 * Source: RFC 9110, 10.2.3; platform, "Answers".
 *
 * @example
 * const result = parseRetryAfter("120", 0);
 * result.ok && result.value; // 120000
 */
export function parseRetryAfter(header: string, now: number): Result<number, RetryAfterErrorCode> {
  const text = header.trim();
  const seconds = /^[0-9]+$/.test(text) ? Number(text) : (dateOf(text) - now) / 1000;
  if (Number.isNaN(seconds)) return failure("retry-after-form", "Retry-After is neither seconds nor a date.");
  return success(Math.min(Math.max(seconds * 1000, 0), Number.MAX_SAFE_INTEGER));
}

/**
 * The three forms of a date (RFC 9110, 5.6.7) as runtimes read them; the last one has no zone and means UTC. Not
 * `parseHttpDate`, which refuses days that do not exist, in four times the bytes of all else here.
 */
function dateOf(text: string): number {
  if (!/^[A-Z][a-z]{2}.* [0-9]{2}:[0-9]{2}:[0-9]{2} (?:GMT|[0-9]{4})$/.test(text)) return Number.NaN;
  return Date.parse(text.replace(/[0-9]{4}$/, "$& GMT"));
}
