import { pieceReader } from "./piece-reader.ts";

/** The beginning of a body, and what is left of it. */
export interface Taken {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What follows `bytes`, or null when they are the whole body. Some of it may have been read: use a reader. */
  readonly rest: ReadableStream<Uint8Array> | null;
}

/**
 * A message body that can be looked at before it goes on. Each runtime has its own cheapest way of reading
 * (a Node stream, a web stream, bytes at hand), so this is a port with an adapter per source.
 */
export interface Body {
  /**
   * Reads until the body ends or more than `limit` bytes are at hand, whichever comes first.
   * `take(0)` reads at most one chunk. To be called once.
   */
  take(limit: number): Promise<Taken>;
  /** Gives the body up: the other side may stop sending. */
  cancel(reason?: unknown): void;
}

/** A body whose bytes are at hand. */
export function bytesBody(bytes: Uint8Array<ArrayBuffer>): Body {
  return { take: async () => ({ bytes, rest: null }), cancel: () => {} };
}

/** A body that comes as a web stream. */
export function streamBody(stream: ReadableStream<Uint8Array>): Body {
  return {
    async take(limit) {
      const reader = pieceReader(stream);
      const chunks: Uint8Array[] = [];
      let size = 0;
      while (true) {
        const { done, value } = await reader.read();
        if (done) return { bytes: concat(chunks, size), rest: null };
        chunks.push(value);
        size += value.byteLength;
        if (size <= limit) continue;
        reader.releaseLock();
        return { bytes: concat(chunks, size), rest: stream };
      }
    },
    cancel(reason) {
      if (!stream.locked) stream.cancel(reason).catch(() => {});
    },
  };
}

/** Joins chunks whose sizes add up to `size`; a single one stays what it is, for a copy costs more than all else here. */
export function concat(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined && isUnshared(only)) return only;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

function isUnshared(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer;
}
