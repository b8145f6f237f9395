import type { Taken } from "../body/body.ts";
import { flow } from "../body/flow.ts";

/** A request's body on its way upstream. */
export interface OutgoingBody {
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
  /** Bytes of a streamed body where the caller declared them. */
  readonly length: number | undefined;
  /** True once more than the limit has come by, which also broke the stream. */
  exceeded(): boolean;
}

/** Only digits are a length (RFC 9110, 8.6); anything else is counted as it arrives. */
export function tooLarge(declared: string | undefined, limit: number): boolean {
  return declared !== undefined && /^[0-9]+$/.test(declared) && Number(declared) > limit;
}

/** Gives a body whole where it is at hand, else as a stream that breaks when it goes over the limit. */
export function outgoingBody(taken: Taken | null, declared: string | undefined, limit: number): OutgoingBody {
  if (taken === null || (taken.rest === null && taken.bytes.byteLength === 0)) {
    return { body: null, length: undefined, exceeded: () => false };
  }
  if (taken.rest === null)
    return { body: taken.bytes, length: taken.bytes.byteLength, exceeded: () => false };
  let exceeded = false;
  const body = flow(taken.bytes, taken.rest, {
    onBytes(total) {
      exceeded ||= total > limit;
      if (exceeded) throw new RangeError("body over the limit");
    },
  });
  const length = declared !== undefined && /^[0-9]+$/.test(declared) ? Number(declared) : undefined;
  return { body, length, exceeded: () => exceeded };
}
