import { pieceReader } from "./piece-reader.ts";

/** How a stream came to its end. */
export type FlowEnd = "complete" | "failed" | "cancelled";

export interface FlowHooks {
  /** Called with the number of bytes so far, before the chunk goes on; what it throws ends the stream on both sides. */
  readonly onBytes?: (total: number) => void;
  /** Called once. */
  readonly onEnd?: (end: FlowEnd, reason?: unknown) => void;
}

/**
 * Puts bytes that were already read back in front of the rest and lets them flow at the reader's pace:
 * nothing is read ahead of demand, and a reader that goes away cancels the source.
 */
export function flow(
  head: Uint8Array<ArrayBuffer>,
  rest: ReadableStream<Uint8Array>,
  hooks: FlowHooks = {},
): ReadableStream<Uint8Array> {
  const reader = pieceReader(rest);
  let total = 0;
  let ended = false;
  const end = (how: FlowEnd, reason?: unknown): void => {
    if (ended) return;
    ended = true;
    hooks.onEnd?.(how, reason);
  };
  const pass = (controller: ReadableStreamDefaultController<Uint8Array>, chunk: Uint8Array): void => {
    total += chunk.byteLength;
    hooks.onBytes?.(total);
    controller.enqueue(chunk);
  };
  let pending: Uint8Array | undefined = head.byteLength > 0 ? head : undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          if (pending !== undefined) {
            const chunk = pending;
            pending = undefined;
            return pass(controller, chunk);
          }
          const { done, value } = await reader.read();
          if (!done) return pass(controller, value);
          end("complete");
          controller.close();
        } catch (error) {
          end("failed", error);
          controller.error(error);
          reader.cancel(error).catch(() => {});
        }
      },
      cancel(reason) {
        end("cancelled", reason);
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
