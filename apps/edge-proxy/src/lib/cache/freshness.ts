import { fieldOf, type HeaderField } from "../headers/fields.ts";
import type { TransportAnswer } from "../transport/transport.ts";
import { isInKey } from "./cache-key.ts";
import { type Directives, directivesOf, durationOf, seconds } from "./directives.ts";

/** How long an answer may be used again. */
export interface Freshness {
  /** Milliseconds since 1970 when it came into being, as far as it tells. */
  readonly bornAt: number;
  /** Milliseconds since 1970 until which it is fresh. */
  readonly freshUntil: number;
  /** Milliseconds beyond, in which it may be used where the upstream fails; 0 where it must be asked for. */
  readonly staleIfError: number;
  /** Whether a caller who takes stale answers may have it (RFC 9111, 5.2.2.2). */
  readonly mayBeStale: boolean;
}

/** What holds for an answer that says nothing of it. Milliseconds. */
export interface OwnRules {
  readonly fresh: number;
  readonly staleIfError: number;
}

/** Milliseconds since 1970. */
export interface Exchanged {
  readonly askedAt: number;
  readonly answeredAt: number;
}

/**
 * Whether an answer may be kept, and how long (RFC 9111, 3 and 4.2). Not kept: all but 200, what is private, what sets a
 * cookie, what varies by a field that is not in the key, and what is stale and cannot be asked about.
 */
export function freshnessOf(
  { status, headers }: Pick<TransportAnswer, "status" | "headers">,
  { askedAt, answeredAt }: Exchanged,
  own: OwnRules,
): Freshness | undefined {
  if (status !== 200 || fieldOf(headers, "set-cookie") !== undefined || !varies(headers)) return undefined;
  const control = directivesOf(headers, "cache-control");
  if (control.has("no-store") || control.has("private")) return undefined;
  const bornAt = answeredAt - ageOf(headers, answeredAt - askedAt);
  const isAskedAlways = control.has("no-cache");
  const lifetime = isAskedAlways ? 0 : (lifetimeOf(headers, control, answeredAt) ?? own.fresh);
  const freshUntil = bornAt + lifetime;
  const mustAsk =
    isAskedAlways || ["must-revalidate", "proxy-revalidate", "s-maxage"].some((name) => control.has(name));
  const staleIfError = mustAsk ? 0 : (durationOf(control, "stale-if-error") ?? own.staleIfError);
  const isOfUse = answeredAt < freshUntil + staleIfError || hasValidator(headers);
  return isOfUse ? { bornAt, freshUntil, staleIfError, mayBeStale: !mustAsk } : undefined;
}

/** Whether the upstream can be asked if an answer still holds. */
export function hasValidator(headers: readonly HeaderField[]): boolean {
  return headers.some(([name]) => name === "last-modified" || name === "etag");
}

function varies(headers: readonly HeaderField[]): boolean {
  return [...directivesOf(headers, "vary").keys()].every((name) => name !== "*" && isInKey(name));
}

/**
 * RFC 9111, 4.2.3, by what `Age` tells and the time on the way. What `Date` tells is left out: where clocks differ by
 * seconds, answers that are fresh for seconds would never be.
 */
function ageOf(headers: readonly HeaderField[], onTheWay: number): number {
  return (seconds(fieldOf(headers, "age")) ?? 0) + Math.max(0, onTheWay);
}

/** RFC 9111, 4.2.1; what cannot be read counts as stale. */
function lifetimeOf(headers: readonly HeaderField[], control: Directives, now: number): number | undefined {
  for (const name of ["s-maxage", "max-age"]) {
    if (control.has(name)) return durationOf(control, name) ?? 0;
  }
  const expires = fieldOf(headers, "expires");
  if (expires === undefined) return undefined;
  const date = Date.parse(fieldOf(headers, "date") ?? "");
  const lifetime = Date.parse(expires) - (Number.isNaN(date) ? now : date);
  return Number.isNaN(lifetime) ? 0 : Math.max(0, lifetime);
}
