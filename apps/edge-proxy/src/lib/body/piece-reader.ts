type Read = ReturnType<ReadableStreamDefaultReader<Uint8Array>["read"]>;

/** Reads a stream piece by piece; every piece is the reader's own. */
export interface PieceReader {
  read(): Read;
  cancel(reason?: unknown): Promise<void>;
  releaseLock(): void;
}

/** Bytes that a piece may have: Workers give 4 KB at a time unless they are told of more. */
const PIECE = 65_536;

/** Reads in large pieces where the stream is one of bytes, and as they come elsewhere. */
export function pieceReader(stream: ReadableStream<Uint8Array>): PieceReader {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = stream.getReader({ mode: "byob" });
  } catch {
    return stream.getReader();
  }
  return {
    async read() {
      const { done, value } = await reader.read(new Uint8Array(PIECE));
      if (done || value === undefined) return { done: true, value: undefined };
      // A short piece would hold on to the memory of a long one.
      return { done: false, value: value.byteLength * 2 < PIECE ? value.slice() : value };
    },
    cancel: (reason) => reader.cancel(reason),
    releaseLock: () => reader.releaseLock(),
  };
}
