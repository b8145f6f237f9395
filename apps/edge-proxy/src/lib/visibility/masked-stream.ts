import type { JsonMask } from "./mask-json.ts";

/**
 * Lets a body of any length flow through a mask at its reader's pace. A text that cannot be looked through breaks the stream
 * where that shows; all that came out before is masked.
 */
export function maskedStream(
  head: Uint8Array<ArrayBuffer>,
  rest: ReadableStream<Uint8Array>,
  mask: JsonMask,
): ReadableStream<Uint8Array> {
  const reader = rest.getReader();
  let pending: Uint8Array | undefined = head;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // A piece that is hidden whole leaves nothing to hand on, and the reader waits.
        for (;;) {
          const { done, value } =
            pending === undefined ? await reader.read() : { done: false, value: pending };
          pending = undefined;
          if (done || value === undefined) {
            mask.end();
            controller.close();
            return;
          }
          const shown = mask.push(value);
          if (shown.byteLength === 0) continue;
          controller.enqueue(shown);
          return;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
