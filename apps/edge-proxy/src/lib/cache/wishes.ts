import { fieldOf, type HeaderField } from "../headers/fields.ts";
import type { CachedAnswer } from "./cache-store.ts";
import { directivesOf, durationOf } from "./directives.ts";

/** What a caller wants of a cache (RFC 9111, 5.2.1). Times in milliseconds. */
export interface Wishes {
  /** The upstream is to be asked. */
  readonly isForced: boolean;
  /** Nothing is to be kept. */
  readonly noStore: boolean;
  /** What is not at hand is not wanted. */
  readonly onlyIfCached: boolean;
  readonly maxAge: number | undefined;
  readonly minFresh: number;
  /** How long past its time an answer may be. */
  readonly maxStale: number;
}

export function wishesOf(headers: readonly HeaderField[]): Wishes {
  const control = directivesOf(headers, "cache-control");
  // RFC 9111, 5.4: `Pragma` counts where there is no `Cache-Control`.
  const pragma = control.size === 0 && directivesOf(headers, "pragma").has("no-cache");
  const stale = control.get("max-stale");
  return {
    isForced: pragma || control.has("no-cache"),
    noStore: control.has("no-store"),
    onlyIfCached: control.has("only-if-cached"),
    maxAge: durationOf(control, "max-age"),
    minFresh: durationOf(control, "min-fresh") ?? 0,
    maxStale: stale === "" ? Number.POSITIVE_INFINITY : (durationOf(control, "max-stale") ?? 0),
  };
}

/** Whether a kept answer can be given without asking (RFC 9111, 4.2). */
export function satisfies(answer: CachedAnswer, wishes: Wishes, now: number): boolean {
  if (wishes.isForced) return false;
  if (wishes.maxAge !== undefined && now - answer.bornAt > wishes.maxAge) return false;
  const left = answer.freshUntil - now;
  if (left > 0) return left >= wishes.minFresh;
  return answer.mayBeStale && wishes.minFresh === 0 && -left < wishes.maxStale;
}

/** Conditions of the caller that a kept answer can be held against (RFC 9111, 4.3.2). */
export function isUnchanged(answer: CachedAnswer, headers: readonly HeaderField[]): boolean {
  const tags = fieldOf(headers, "if-none-match");
  if (tags !== undefined) {
    const own = fieldOf(answer.headers, "etag");
    if (tags.trim() === "*") return true;
    // RFC 9110, 13.1.2: the weak comparison.
    return own !== undefined && tags.split(",").some((tag) => weak(tag) === weak(own));
  }
  const since = Date.parse(fieldOf(headers, "if-modified-since") ?? "");
  const modified = Date.parse(fieldOf(answer.headers, "last-modified") ?? "");
  return modified <= since;
}

const weak = (tag: string): string => tag.trim().replace(/^W\//, "");
