import type { Body } from "./body.ts";

/** A body as a web stream, for what takes nothing else. It is read when it is asked for. */
export function bodyStream(body: Body): ReadableStream<Uint8Array> {
  let rest: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (rest === undefined) {
          const taken = await body.take(0);
          if (taken.bytes.byteLength > 0) controller.enqueue(taken.bytes);
          if (taken.rest === null) return controller.close();
          rest = taken.rest.getReader();
          if (taken.bytes.byteLength > 0) return;
        }
        const { done, value } = await rest.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => (rest === undefined ? body.cancel(reason) : rest.cancel(reason)),
    },
    { highWaterMark: 0 },
  );
}
