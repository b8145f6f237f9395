import { bytesBody, streamBody } from "../body/body.ts";
import { flow } from "../body/flow.ts";
import { fieldOf } from "../headers/fields.ts";
import { type TransportAnswer, TransportError } from "../transport/transport.ts";
import type { Upstream, UpstreamRequest } from "../upstream/upstream.ts";
import { cacheKey } from "./cache-key.ts";
import { directivesOf, freshnessOf } from "./freshness.ts";
import { type CachedAnswer, memoryCache } from "./memory-cache.ts";

/** What is kept of answers, and how long. */
export interface CacheOptions {
  /** Milliseconds that an answer without word on it may be used again. 0, the default, keeps nothing at all. */
  readonly fresh?: number;
  /** Milliseconds beyond, in which it is used where the upstream fails. Default 0. */
  readonly staleIfError?: number;
  /** Bytes of memory for answers. Default 33,554,432 (32 MiB). */
  readonly bytes?: number;
}

export interface CachePorts {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Bytes up to which one answer is kept. */
  readonly maxBodyBytes: number;
}

/**
 * Keeps answers to GET and to agent calls that the contract marks safe. Each belongs to one identity and to one form of the
 * question. A write of whatever kind that passes here drops all of them: answers of one entity hold properties of others.
 * Every answer says in `Cache-Status` (RFC 9211) what became of it.
 */
export function cachingUpstream(
  upstream: Upstream,
  { fresh, staleIfError, bytes }: Required<CacheOptions>,
  { clock, maxBodyBytes }: CachePorts,
): Upstream {
  if (fresh === 0) return upstream;
  const cache = memoryCache(bytes);
  let generation = 0;

  async function write(request: UpstreamRequest): Promise<TransportAnswer | undefined> {
    const forget = (): void => {
      generation += 1;
      cache.clear();
    };
    // Before, for reads that come while it is under way; after, for those that were answered meanwhile.
    forget();
    try {
      return marked(await upstream.send(request), "fwd=method");
    } finally {
      forget();
    }
  }
  async function read(request: UpstreamRequest): Promise<TransportAnswer | undefined> {
    const key = await cacheKey(request);
    const now = clock();
    const isForced = mustAsk(request);
    const known = isForced ? undefined : cache.get(key);
    if (known !== undefined && now < known.freshUntil) return hit(known, now);
    const began = generation;
    let answer: TransportAnswer | undefined;
    try {
      answer = await upstream.send(known === undefined ? request : conditional(request, known));
    } catch (error) {
      if (known === undefined || !fails(error) || !isUsable(known)) throw error;
      return stale(known, "fwd=stale");
    }
    if (answer === undefined) return undefined;
    if (known !== undefined && answer.status === 304 && isConditional(request, known)) {
      answer.body?.cancel();
      return keep(
        key,
        began,
        { ...answer, ...known, status: 200, headers: merged(known, answer) },
        "fwd=stale; fwd-status=304",
      );
    }
    if (known !== undefined && [502, 503, 504].includes(answer.status) && isUsable(known)) {
      answer.body?.cancel();
      return stale(known, `fwd=stale; fwd-status=${answer.status}`);
    }
    return keep(key, began, answer, noteOf(isForced, known));
  }
  const noteOf = (isForced: boolean, known: CachedAnswer | undefined): string => {
    if (isForced) return "fwd=request";
    return known === undefined ? "fwd=miss" : "fwd=stale";
  };
  /** Keeps what may be kept, if no write came between, and gives it on in any case. */
  async function keep(
    key: string,
    began: number,
    answer: TransportAnswer & { readonly bytes?: Uint8Array<ArrayBuffer> },
    note: string,
  ): Promise<TransportAnswer | undefined> {
    const freshness = freshnessOf(answer, clock(), fresh);
    if (freshness === undefined || (answer.body === null && answer.bytes === undefined)) {
      cache.delete(key);
      return marked(answer, note);
    }
    const taken =
      answer.bytes === undefined
        ? await answer.body?.take(maxBodyBytes)
        : { bytes: answer.bytes, rest: null };
    if (taken === undefined) return marked(answer, note);
    if (taken.rest !== null) {
      return marked({ ...answer, body: streamBody(flow(taken.bytes, taken.rest)) }, note);
    }
    const isKept = began === generation;
    if (isKept)
      cache.set(key, {
        ...freshness,
        statusText: answer.statusText,
        headers: answer.headers,
        bytes: taken.bytes,
        baseUrl: answer.baseUrl,
      });
    return marked({ ...answer, body: bytesBody(taken.bytes) }, isKept ? `${note}; stored` : note);
  }
  function hit(known: CachedAnswer, now: number): TransportAnswer | undefined {
    return marked(answerOf(known, now), `hit; ttl=${Math.floor((known.freshUntil - now) / 1000)}`);
  }
  function stale(known: CachedAnswer, note: string): TransportAnswer | undefined {
    return marked(answerOf(known, clock()), `${note}; detail=stale-if-error`);
  }
  const isUsable = ({ mayBeStale, freshUntil }: CachedAnswer): boolean =>
    mayBeStale && clock() < freshUntil + staleIfError;

  return {
    ...upstream,
    async send(request) {
      if (!request.operation.safe) return write(request);
      if (isBeyond(request)) return marked(await upstream.send(request), "fwd=bypass");
      return read(request);
    },
  };
}

/** Parts, conditions of the caller's own, and what the caller wants nobody to keep. */
function isBeyond({ method, headers, body }: UpstreamRequest): boolean {
  return (
    method === "HEAD" ||
    body instanceof ReadableStream ||
    headers.some(([name]) => name === "range" || (name.startsWith("if-") && name !== "if-range")) ||
    directivesOf(headers, "cache-control").has("no-store")
  );
}

// RFC 9111, 5.2.1 and 5.4.
function mustAsk({ headers }: UpstreamRequest): boolean {
  const control = directivesOf(headers, "cache-control");
  const isForced = control.has("no-cache") || control.get("max-age") === "0";
  return isForced || (!control.size && directivesOf(headers, "pragma").has("no-cache"));
}

/** Only operations whose contract knows 304 are asked whether something changed. */
function isConditional({ operation }: UpstreamRequest, { headers }: CachedAnswer): boolean {
  return operation.statuses.includes(304) && fieldOf(headers, "last-modified") !== undefined;
}

function conditional(request: UpstreamRequest, known: CachedAnswer): UpstreamRequest {
  const changed = fieldOf(known.headers, "last-modified");
  if (changed === undefined || !isConditional(request, known)) return request;
  return { ...request, headers: [...request.headers, ["if-modified-since", changed]] };
}

/** What a 304 says of itself takes the place of what was kept (RFC 9111, 3.2). */
function merged(known: CachedAnswer, { headers }: TransportAnswer): CachedAnswer["headers"] {
  const news = headers.filter(([name]) => !/^(?:content-|transfer-|connection$|cache-status$)/.test(name));
  const names = new Set(["age", "cache-status", ...news.map(([name]) => name)]);
  return [...known.headers.filter(([name]) => !names.has(name)), ...news];
}

function fails(error: unknown): boolean {
  return error instanceof TransportError && error.kind !== "aborted";
}

function answerOf(known: CachedAnswer, now: number): TransportAnswer {
  const { statusText, headers, bytes, bornAt, baseUrl } = known;
  const age = String(Math.max(0, Math.floor((now - bornAt) / 1000)));
  return {
    status: 200,
    statusText,
    headers: [...headers.filter(([name]) => name !== "age"), ["age", age]],
    body: bytesBody(bytes),
    ...(baseUrl !== undefined && { baseUrl }),
  };
}

function marked(answer: TransportAnswer | undefined, note: string): TransportAnswer | undefined {
  if (answer === undefined) return undefined;
  return { ...answer, headers: [...answer.headers, ["cache-status", `so-proxy; ${note}`]] };
}
