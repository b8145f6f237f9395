import type { CachedAnswer } from "./cache-store.ts";

/** An answer as a store outside of the instance keeps it. */
export interface StoredAnswer {
  readonly answer: CachedAnswer;
  readonly marks: string;
}

/** Begins every kept answer; another one is of another version of the proxy, and is not read. */
const FORM = "so-proxy 1";

/** One line of form, one of JSON that has everything but the body, then the body. */
export function toBytes({ answer: { bytes, ...head }, marks }: StoredAnswer): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(`${FORM}\n${JSON.stringify({ ...head, marks })}\n`);
  const whole = new Uint8Array(text.byteLength + bytes.byteLength);
  whole.set(text);
  whole.set(bytes, text.byteLength);
  return whole;
}

/** Undefined for what {@link toBytes} has not made. */
export function fromBytes(whole: Uint8Array<ArrayBuffer>): StoredAnswer | undefined {
  const formEnd = whole.indexOf(10);
  const headEnd = whole.indexOf(10, formEnd + 1);
  const text = (from: number, to: number): string => new TextDecoder().decode(whole.subarray(from, to));
  if (formEnd === -1 || headEnd === -1 || text(0, formEnd) !== FORM) return undefined;
  // The form says that a proxy of this version has written it.
  const { marks, ...head } = JSON.parse(text(formEnd + 1, headEnd)) as Omit<CachedAnswer, "bytes"> & {
    readonly marks: string;
  };
  return { answer: { ...head, bytes: whole.slice(headEnd + 1) }, marks };
}
