import { type Instant, secondOf } from "../model/instant.ts";
import { PlatformFailure } from "./failure.ts";

/** The conditions of a request. HTTP dates tell seconds, so instants are compared by the second. */
export interface Conditions {
  /** `If-Modified-Since` (RFC 9110, 13.1.3); a date that cannot be read is as if it were not there. */
  notModified(updatedAt: Instant): boolean;
  /**
   * `If-Unmodified-Since` (RFC 9110, 13.1.4). Source: status 412 of the pages for PUT and DELETE.
   * @throws {PlatformFailure} 412 where the entity has changed since.
   */
  mustBeUnmodified(updatedAt: Instant): void;
}

export function conditions(request: Request): Conditions {
  return {
    notModified(updatedAt) {
      const since = httpDate(request.headers.get("if-modified-since"));
      return since !== undefined && secondOf(updatedAt) <= since;
    },
    mustBeUnmodified(updatedAt) {
      const since = httpDate(request.headers.get("if-unmodified-since"));
      if (since !== undefined && secondOf(updatedAt) > since)
        throw new PlatformFailure(
          412,
          "SoPreconditionFailedException",
          "It has changed since the given time.",
        );
    },
  };
}

/** The three forms of RFC 9110, 5.6.7; what is no HTTP date does not count. */
const HTTP_DATE =
  /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$|^[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$|^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

function httpDate(text: string | null): string | undefined {
  if (text === null || !HTTP_DATE.test(text)) return undefined;
  // The third form names no zone: it is in UTC too.
  const time = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 19);
}
