import { bytesBody, streamBody } from "../body/body.ts";
import { flow } from "../body/flow.ts";
import { type TransportAnswer, TransportError } from "../transport/transport.ts";
import type { Upstream, UpstreamRequest } from "../upstream/upstream.ts";
import type { CacheResult } from "./cache-status.ts";
import type { CachedAnswer, CacheReading, CacheStore } from "./cache-store.ts";
import { type Exchanged, type Freshness, freshnessOf, hasValidator, type OwnRules } from "./freshness.ts";
import { answerOf, conditional, refreshed } from "./kept-answer.ts";

/** Milliseconds that an answer is kept past its time where the upstream can be asked if it still holds. */
const ASKABLE_MS = 86_400_000;

export interface AskPorts {
  readonly upstream: Upstream;
  readonly store: CacheStore;
  readonly clock: () => number;
  readonly maxBodyBytes: number;
  readonly own: OwnRules;
}

/** What came of asking. */
export interface Asked {
  readonly answer: TransportAnswer;
  /** Undefined where it is not to be used again. */
  readonly kept: CachedAnswer | undefined;
  readonly result: CacheResult;
  /** Parameters of `Cache-Status`. */
  readonly note: string;
}

/** Asks upstream for what is not at hand, or whether what is stale still holds, and keeps what may be kept. */
export function asking({ upstream, store, clock, maxBodyBytes, own }: AskPorts) {
  return async function ask(
    request: UpstreamRequest,
    key: string,
    { answer: known, marks }: CacheReading,
    isForced: boolean,
  ): Promise<Asked | undefined> {
    const question = known && conditional(request, known);
    const askedAt = clock();
    const why = reasonOf(isForced, known, askedAt);
    let answer: TransportAnswer | undefined;
    try {
      answer = await upstream.send(question ?? request);
    } catch (error) {
      if (known === undefined || !isFailure(error) || !isUsable(known)) throw error;
      return inPlaceOf(known, why);
    }
    if (answer === undefined) return undefined;
    const at = { askedAt, answeredAt: clock() };
    if (known !== undefined && question !== undefined && answer.status === 304) {
      answer.body?.cancel();
      const headers = refreshed(known, answer);
      const kept = await keep(key, marks, { ...known, headers }, at);
      const news = kept ?? { ...known, headers, bornAt: at.answeredAt };
      return {
        answer: answerOf(news, at.answeredAt),
        kept,
        result: "revalidated",
        note: `${why}; fwd-status=304`,
      };
    }
    if (known !== undefined && [502, 503, 504].includes(answer.status) && isUsable(known)) {
      answer.body?.cancel();
      return inPlaceOf(known, `${why}; fwd-status=${answer.status}`);
    }
    const { answer: given, kept } = await hold(key, marks, answer, at);
    return { answer: given, kept, result: known === undefined ? "miss" : "stale", note: why };
  };

  /** Reads an answer that may be kept, whole where it is small, and gives it on in any case. */
  async function hold(
    key: string,
    marks: string,
    answer: TransportAnswer,
    at: Exchanged,
  ): Promise<{ readonly answer: TransportAnswer; readonly kept: CachedAnswer | undefined }> {
    if (answer.body === null || freshnessOf(answer, at, own) === undefined) {
      await store.remove(key);
      return { answer, kept: undefined };
    }
    const { bytes, rest } = await answer.body.take(maxBodyBytes);
    if (rest !== null) return { answer: { ...answer, body: streamBody(flow(bytes, rest)) }, kept: undefined };
    const kept = await keep(key, marks, { ...answer, bytes }, at);
    return { answer: { ...answer, body: bytesBody(bytes) }, kept };
  }

  async function keep(
    key: string,
    marks: string,
    { statusText, headers, bytes, baseUrl }: Omit<CachedAnswer, keyof Freshness>,
    at: Exchanged,
  ): Promise<CachedAnswer | undefined> {
    const freshness = freshnessOf({ status: 200, headers }, at, own);
    if (freshness === undefined) {
      await store.remove(key);
      return undefined;
    }
    const kept = { ...freshness, statusText, headers, bytes, baseUrl };
    const beyond = Math.max(freshness.staleIfError, hasValidator(headers) ? ASKABLE_MS : 0);
    await store.keep(key, kept, marks, freshness.freshUntil - at.answeredAt + beyond);
    return kept;
  }

  function inPlaceOf(known: CachedAnswer, note: string): Asked {
    const answer = answerOf(known, clock());
    return { answer, kept: undefined, result: "stale-if-error", note: `${note}; detail=stale-if-error` };
  }

  function isUsable({ freshUntil, staleIfError }: CachedAnswer): boolean {
    return clock() < freshUntil + staleIfError;
  }
}

/** RFC 9211, 2.2. */
function reasonOf(isForced: boolean, known: CachedAnswer | undefined, now: number): string {
  if (isForced) return "fwd=request";
  if (known === undefined) return "fwd=miss";
  return known.freshUntil > now ? "fwd=request" : "fwd=stale";
}

/** Whether nobody answered, and not for want of a caller. */
function isFailure(error: unknown): boolean {
  return error instanceof TransportError && error.kind !== "aborted";
}
