import { fieldOf, type HeaderField } from "../headers/fields.ts";
import type { TransportAnswer } from "../transport/transport.ts";
import { isInKey } from "./cache-key.ts";

/** How long an answer may be used again. */
export interface Freshness {
  /** Milliseconds since 1970 when it came into being, as far as `Age` tells. */
  readonly bornAt: number;
  /** Milliseconds since 1970 until which it is fresh. */
  readonly freshUntil: number;
  /** Whether it may be used after that where the upstream fails. */
  readonly mayBeStale: boolean;
}

/**
 * Whether an answer may be kept, and how long (RFC 9111, 3 and 4.2). Not kept: all but 200, what is private, what sets a
 * cookie, what varies by a field that is not in the key.
 *
 * @param otherwise - milliseconds for an answer that says nothing of it.
 */
export function freshnessOf(answer: TransportAnswer, now: number, otherwise: number): Freshness | undefined {
  const { status, headers } = answer;
  if (status !== 200 || fieldOf(headers, "set-cookie") !== undefined) return undefined;
  const control = directivesOf(headers, "cache-control");
  if (["no-store", "no-cache", "private"].some((name) => control.has(name))) return undefined;
  if (!varies(headers)) return undefined;
  const age = seconds(fieldOf(headers, "age")) ?? 0;
  const lifetime = lifetimeOf(headers, control, now) ?? otherwise;
  const bornAt = now - age * 1000;
  if (bornAt + lifetime <= now) return undefined;
  const mayBeStale = !["must-revalidate", "proxy-revalidate", "s-maxage"].some((name) => control.has(name));
  return { bornAt, freshUntil: bornAt + lifetime, mayBeStale };
}

/** The directives of a list field by their names in lower case; quotes around a value are taken off. */
export function directivesOf(headers: readonly HeaderField[], field: string): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  for (const [name, value] of headers) {
    if (name !== field) continue;
    for (const part of value.split(",")) {
      const [key = "", argument = ""] = part.split("=");
      directives.set(key.trim().toLowerCase(), argument.trim().replace(/^"(.*)"$/, "$1"));
    }
  }
  return directives;
}

function varies(headers: readonly HeaderField[]): boolean {
  return [...directivesOf(headers, "vary").keys()].every(
    (name) => name === "" || (name !== "*" && isInKey(name)),
  );
}

function lifetimeOf(
  headers: readonly HeaderField[],
  control: ReadonlyMap<string, string>,
  now: number,
): number | undefined {
  for (const name of ["s-maxage", "max-age"]) {
    // One that cannot be read counts as stale (RFC 9111, 4.2.1).
    if (control.has(name)) return (seconds(control.get(name)) ?? 0) * 1000;
  }
  const expires = fieldOf(headers, "expires");
  if (expires === undefined) return undefined;
  const date = Date.parse(fieldOf(headers, "date") ?? "");
  const lifetime = Date.parse(expires) - (Number.isNaN(date) ? now : date);
  return Number.isNaN(lifetime) ? 0 : lifetime;
}

function seconds(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]{1,10}$/.test(text) ? Number(text) : undefined;
}
