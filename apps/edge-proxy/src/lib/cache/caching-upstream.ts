import type { Sha256 } from "../sha256/sha256.ts";
import type { SingleFlight } from "../single-flight/single-flight.ts";
import type { TransportAnswer } from "../transport/transport.ts";
import type { Upstream, UpstreamRequest } from "../upstream/upstream.ts";
import { UpstreamRefusal } from "../upstream/upstream-refusal.ts";
import { asking } from "./ask-upstream.ts";
import { cacheKey } from "./cache-key.ts";
import { type CacheResult, marked } from "./cache-status.ts";
import type { CachedAnswer, CacheReading, CacheStore } from "./cache-store.ts";
import { answerOf, notModified } from "./kept-answer.ts";
import type { Tags } from "./tags.ts";
import { isUnchanged, satisfies, type Wishes, wishesOf } from "./wishes.ts";

/** What is kept of answers, and how long. */
export interface CacheOptions {
  /** Milliseconds that an answer without word on it may be used again. 0, the default, keeps nothing at all. */
  readonly fresh?: number;
  /** Milliseconds beyond, in which it is used where the upstream fails. Default 0. */
  readonly staleIfError?: number;
  /** Bytes of memory for answers; they count where answers are kept in memory. Default 33,554,432 (32 MiB). */
  readonly bytes?: number;
}

export interface CachePorts {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Bytes up to which one answer is kept. */
  readonly maxBodyBytes: number;
  readonly store: CacheStore;
  readonly singleFlight: SingleFlight;
  readonly tags: Tags;
  readonly sha256: Sha256;
  /** Told once for each request. */
  readonly count: (result: CacheResult) => void;
}

/** A read on its way through the cache. */
interface Read {
  readonly request: UpstreamRequest;
  readonly key: string;
  readonly tags: readonly string[];
  readonly wishes: Wishes;
}

/**
 * Keeps answers to GET and to agent calls that the contract marks safe. Each belongs to one identity and to one form of the
 * question; identical ones that come at once go upstream once. A write that passes drops what tells of the same things.
 * Every answer says in `Cache-Status` (RFC 9211) what became of it.
 */
export function cachingUpstream(
  upstream: Upstream,
  { fresh, staleIfError }: Required<CacheOptions>,
  { clock, maxBodyBytes, store, singleFlight, tags, sha256, count }: CachePorts,
): Upstream {
  if (fresh === 0) return upstream;
  const ask = asking({ upstream, store, clock, maxBodyBytes, own: { fresh, staleIfError } });

  async function write(request: UpstreamRequest): Promise<TransportAnswer | undefined> {
    count("write");
    try {
      const answer = await upstream.send(request);
      return answer && marked(answer, "fwd=method");
    } finally {
      // Also where it failed: nobody knows how far it came. What was asked for before and comes later is not kept either.
      await store.touch(tags.changedBy(request.operation));
    }
  }

  async function bypass(request: UpstreamRequest): Promise<TransportAnswer | undefined> {
    count("bypass");
    const answer = await upstream.send(request);
    return answer && marked(answer, "fwd=bypass");
  }

  async function read(request: UpstreamRequest, wishes: Wishes): Promise<TransportAnswer | undefined> {
    const { headers } = request;
    const conditions = headers.filter(([name]) => name.startsWith("if-"));
    const key = await cacheKey(request, upstream, sha256);
    const tagged = tags.of(request.operation);
    const reading = await store.read(key, tagged);
    if (reading.answer !== undefined && satisfies(reading.answer, wishes, clock())) {
      count("hit");
      return given(reading.answer, request, `hit; ttl=${ttlOf(reading.answer)}`);
    }
    if (wishes.onlyIfCached) throw new UpstreamRefusal("answer-not-kept");
    // The upstream's word on a condition is for this caller; whole answers are for others too.
    if (conditions.length > 0 || request.method === "HEAD") return bypass(request);
    const asked = { request, key, tags: tagged, wishes };
    return wishes.isForced ? askAlone(asked, reading, "") : together(asked, reading);
  }

  /** One of those who ask the same asks upstream; the others get what it kept, or ask themselves where it kept nothing. */
  async function together(asked: Read, first: CacheReading): Promise<TransportAnswer | undefined> {
    let own: Promise<TransportAnswer | undefined> | undefined;
    const shared = await singleFlight(`read ${asked.key}`, async () => {
      const reading = await store.read(asked.key, asked.tags);
      const { answer } = reading;
      if (answer !== undefined && satisfies(answer, asked.wishes, clock())) return answer;
      let kept: CachedAnswer | undefined;
      own = askAlone(asked, reading, "", (one) => {
        kept = one;
      });
      // A failure is told to who led alone: it may be that only its caller went away.
      await own.catch(() => {});
      return kept;
    });
    if (own !== undefined) return own;
    if (shared !== undefined && satisfies(shared, asked.wishes, clock())) {
      count("collapsed");
      return given(shared, asked.request, `fwd=${first.answer === undefined ? "miss" : "stale"}; collapsed`);
    }
    return askAlone(asked, await store.read(asked.key, asked.tags), "; collapsed=?0");
  }

  async function askAlone(
    { request, key, wishes }: Read,
    reading: CacheReading,
    more: string,
    onKept?: (answer: CachedAnswer) => void,
  ): Promise<TransportAnswer | undefined> {
    const asked = await ask(request, key, reading, wishes.isForced);
    if (asked === undefined) return undefined;
    count(asked.result);
    if (asked.kept !== undefined) onKept?.(asked.kept);
    return marked(asked.answer, `${asked.note}${more}${asked.kept === undefined ? "" : "; stored"}`);
  }

  function given(answer: CachedAnswer, { headers }: UpstreamRequest, note: string): TransportAnswer {
    const isKnown = headers.some(([name]) => name.startsWith("if-")) && isUnchanged(answer, headers);
    return marked((isKnown ? notModified : answerOf)(answer, clock()), note);
  }
  const ttlOf = ({ freshUntil }: CachedAnswer): number => Math.floor((freshUntil - clock()) / 1000);

  return {
    ...upstream,
    async send(request) {
      if (!request.operation.safe) return write(request);
      const wishes = wishesOf(request.headers);
      return wishes.noStore || isBeyond(request) ? bypass(request) : read(request, wishes);
    },
  };
}

/** Parts, bodies that were not read whole, and conditions that a cache does not decide (RFC 9111, 4.3.2). */
function isBeyond({ headers, body }: UpstreamRequest): boolean {
  return (
    body instanceof ReadableStream ||
    headers.some(([name]) => name === "range" || /^if-(?!modified-since$|none-match$)/.test(name))
  );
}
