import type { Readable } from "node:stream";
import { type Body, concat, type Taken } from "../lib/body/body.ts";

export interface ReadableBodyOptions {
  /** Gives failures of the stream their kind. */
  readonly toError: (cause: unknown) => Error;
  /** Called where nobody wants the rest: an upstream's answer is cut, a caller's upload is let run dry. */
  readonly abandon: (readable: Readable) => void;
}

/** A body that comes as a Node stream, read by events: a web stream around it costs more than the rest of the proxy. */
export function readableBody(readable: Readable, options: ReadableBodyOptions): Body {
  // Who has lost interest still must not let an error end the process.
  readable.on("error", () => {});
  return {
    take: (limit) =>
      new Promise<Taken>((resolve, reject) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const stop = listen(readable, {
          onData(chunk) {
            chunks.push(chunk);
            size += chunk.byteLength;
            if (size <= limit) return;
            readable.pause();
            stop();
            resolve({ bytes: concat(chunks, size), rest: webStream(readable, options) });
          },
          onEnd: () => resolve({ bytes: concat(chunks, size), rest: null }),
          onFail: (cause) => reject(options.toError(cause)),
        });
      }),
    cancel: () => options.abandon(readable),
  };
}

function webStream(
  readable: Readable,
  { toError, abandon }: ReadableBodyOptions,
): ReadableStream<Uint8Array> {
  let stop: (() => void) | undefined;
  return new ReadableStream<Uint8Array>(
    {
      // One chunk per pull: the reader's pace is the sender's pace.
      pull: (controller) =>
        new Promise<void>((resolve) => {
          stop = listen(readable, {
            onData(chunk) {
              readable.pause();
              stop?.();
              controller.enqueue(chunk);
              resolve();
            },
            onEnd() {
              controller.close();
              resolve();
            },
            onFail(cause) {
              controller.error(toError(cause));
              resolve();
            },
          });
        }),
      cancel() {
        stop?.();
        abandon(readable);
      },
    },
    { highWaterMark: 0 },
  );
}

interface Listener {
  onData(chunk: Buffer): void;
  onEnd(): void;
  onFail(cause: unknown): void;
}

/** Lets a stream run until it ends, fails or the returned function is called. */
function listen(readable: Readable, listener: Listener): () => void {
  let isOver = false;
  const stop = (): void => {
    readable.off("data", listener.onData).off("end", onEnd).off("close", onClose);
  };
  // Listeners stay on what is over: it goes away with them, and taking them off costs more than reading a short body.
  const onEnd = (): void => {
    isOver = true;
    listener.onEnd();
  };
  // It follows an error as well.
  const onClose = (): void => {
    if (isOver) return;
    isOver = true;
    listener.onFail(readable.errored ?? new Error("closed before its end"));
  };
  if (readable.readableEnded) onEnd();
  else if (readable.destroyed) onClose();
  else {
    readable.on("data", listener.onData).on("end", onEnd).on("close", onClose);
    readable.resume();
  }
  return stop;
}
