import type { Taken } from "../body/body.ts";
import { flow } from "../body/flow.ts";
import { LinkStream } from "./link-stream.ts";

export interface RewriteLargeOptions {
  /** Places of links, as JSON pointers. */
  readonly places: readonly string[];
  readonly rewrite: (url: string) => string;
  /** How the body is packed; undefined for not at all. */
  readonly coding: string | undefined;
}

const formats: Readonly<Record<string, "gzip" | "deflate">> = {
  gzip: "gzip",
  "x-gzip": "gzip",
  deflate: "deflate",
};

/**
 * Rewrites the links of a body that is not held whole, at its reader's pace, and unpacks it for that. Undefined for a coding
 * that the web platform does not know: such a body keeps its links.
 */
export function rewriteLarge(taken: Taken, options: RewriteLargeOptions): Taken | undefined {
  const { places, rewrite, coding = "identity" } = options;
  const format = formats[coding.trim().toLowerCase()];
  if (format === undefined && coding.trim().toLowerCase() !== "identity") return undefined;
  const whole = flow(taken.bytes, taken.rest ?? emptyStream());
  const plain: ReadableStream<Uint8Array> =
    format === undefined
      ? whole
      : whole.pipeThrough(new DecompressionStream(format) as TransformStream<Uint8Array, Uint8Array>);
  const links = new LinkStream(places, rewrite);
  const reader = plain.getReader();
  const rest = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // A piece that is held back whole leaves nothing to hand on, and the reader waits.
        for (;;) {
          const { done, value } = await reader.read();
          const bytes = done ? links.end() : links.push(value);
          if (bytes.byteLength > 0) controller.enqueue(bytes);
          if (done) controller.close();
          if (done || bytes.byteLength > 0) return;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return { bytes: new Uint8Array(0), rest };
}

function emptyStream(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}
