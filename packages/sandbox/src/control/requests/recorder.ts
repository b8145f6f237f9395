import { headersOf, textOf } from "../../http/kept-text.ts";
import type { RecordedRequest } from "./recorded-request.ts";
import { MAX_BODY, shownBody, shownHeaders } from "./redact.ts";

/** How many requests are kept. */
const KEPT = 200;

/** One request on its way through. */
export interface Exchange {
  readonly request: Request;
  readonly url: URL;
  /** Milliseconds by the sandbox's clock. */
  readonly at: number;
  /** Milliseconds by the machine's own clock; null outside of a runtime that tells. */
  readonly started: number;
  readonly operationId: () => string | undefined;
  fault: number | null;
}

/** Keeps the last requests and tells of each. */
export interface Recorder {
  record(exchange: Exchange, response: Response): void;
  /** Oldest first. */
  list(): readonly RecordedRequest[];
  find(id: number): RecordedRequest | undefined;
  clear(): void;
  /** Calls `listener` for each request from now on, and with null when all are forgotten; the returned function ends that. */
  listen(listener: (request: RecordedRequest | null) => void): () => void;
}

export function createRecorder(): Recorder {
  let kept: Lazy[] = [];
  let count = 0;
  const listeners = new Set<(request: RecordedRequest | null) => void>();
  return {
    record(exchange, response) {
      const entry = lazily(++count, exchange, response);
      kept.push(entry);
      // Shifting one by one would move 200 entries with each request.
      if (kept.length >= 2 * KEPT) kept = kept.slice(-KEPT);
      for (const listener of listeners) listener(entry());
    },
    list: () => kept.slice(-KEPT).map((entry) => entry()),
    find: (id) => kept.slice(-KEPT).find((entry) => entry.id === id)?.(),
    clear() {
      kept = [];
      for (const listener of listeners) listener(null);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Most requests are never looked at: what can be made later is made when somebody looks. */
interface Lazy {
  (): RecordedRequest;
  readonly id: number;
}

function lazily(id: number, exchange: Exchange, response: Response): Lazy {
  const { request, url, at, started, fault, operationId } = exchange;
  const milliseconds = Math.round((performance.now() - started) * 100) / 100;
  const { status } = response;
  const { method } = request;
  const isApi = /^(?:\/[^/]+)?\/api(?:\/|$)/i.test(url.pathname);
  // Messages themselves could keep bodies alive; their header fields and texts do not.
  const sent = isApi ? kept(textOf(request)) : undefined;
  const received = isApi ? kept(textOf(response)) : undefined;
  const requestHeaders = request.headers;
  // Who gets the answer can change its Headers: what they were is read now where they were not kept.
  const answered = headersOf(response);
  const responseHeaders = answered === undefined ? [...response.headers] : undefined;
  let made: RecordedRequest | undefined;
  const make = (): RecordedRequest => {
    made ??= {
      id,
      at: new Date(at).toISOString(),
      method,
      target: isApi ? url.pathname + url.search : url.pathname,
      operationId: operationId() ?? null,
      status,
      milliseconds,
      fault,
      request: { headers: shownHeaders(requestHeaders), body: shownBody(sent) },
      response: {
        headers: shownHeaders(responseHeaders ?? Object.entries(answered ?? {}).sort()),
        body: shownBody(received),
      },
    };
    return made;
  };
  return Object.assign(make, { id });
}

/** A piece of a string keeps the whole alive; a copy does not. */
function kept(text: string | undefined): string | undefined {
  if (text === undefined || text.length <= MAX_BODY) return text;
  return new TextDecoder().decode(new TextEncoder().encode(text.slice(0, MAX_BODY + 1)));
}
