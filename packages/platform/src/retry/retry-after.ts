import { failure, type Result, success } from "../result.ts";
import { parseHttpDate } from "./http-date.ts";

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
  if (/^[0-9]+$/.test(text)) return success(Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER));
  const date = parseHttpDate(text, now);
  if (!date.ok) return failure("retry-after-form", "Retry-After is neither seconds nor a date.");
  return success(Math.max(date.value - now, 0));
}
