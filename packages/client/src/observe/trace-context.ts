import type { Observe } from "../transport/observe.ts";

/** The trace that attempts belong to. */
export interface TraceContextOptions {
  /**
   * The `traceparent` that this program was called with, or a function that gives it for each attempt. What is none (W3C
   * Trace Context, 3.2.2) counts as absent. Default: every attempt begins a trace of its own.
   */
  readonly parent?: string | (() => string | null | undefined) | null | undefined;
  /** The `tracestate` that came with it; sent only beside a `parent` that is one. Default: none. */
  readonly state?: string | (() => string | null | undefined) | null | undefined;
  /** Whether a trace that begins here is marked as sampled. Default `true`. */
  readonly sampled?: boolean | undefined;
  /** Fills bytes with chance. Default: `crypto.getRandomValues`. */
  readonly random?: ((bytes: Uint8Array<ArrayBuffer>) => Uint8Array) | undefined;
}

/**
 * Gives each attempt a `traceparent` (W3C Trace Context): the trace that this program is a part of, or one of its own, with an
 * id of its own for the attempt. With OpenTelemetry use its adapter, which tells of its own spans.
 *
 * @example
 * import { createClient } from "@so-webapi/client";
 * import { contact } from "@so-webapi/client/entities/contact";
 * import { traceContext } from "@so-webapi/client/observe";
 *
 * export const forRequest = (incoming: Request) =>
 *   createClient({
 *     baseUrl: "http://127.0.0.1:8787",
 *     apis: [contact],
 *     observe: traceContext({ parent: incoming.headers.get("traceparent") }),
 *   });
 */
export function traceContext(options: TraceContextOptions = {}): Observe {
  const { parent, state, sampled = true, random = (bytes) => crypto.getRandomValues(bytes) } = options;
  return ({ setHeader }) => {
    const known = readParent(current(parent));
    const traceId = known?.traceId ?? idOf(16, random);
    const isSampled = known ? known.isSampled : sampled;
    setHeader("traceparent", traceParent(traceId, idOf(8, random), isSampled));
    const stateText = known && current(state);
    if (stateText) setHeader("tracestate", stateText);
    return undefined;
  };
}

/** Writes a `traceparent` of version 00. */
export function traceParent(traceId: string, spanId: string, isSampled: boolean): string {
  return `00-${traceId}-${spanId}-${isSampled ? "01" : "00"}`;
}

/** Versions to come may have more fields; those of today count (3.2.2.1 and 3.2.4, version 255 is none). */
const PARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?=$|-)/;

function readParent(text: string | null | undefined) {
  const [, traceId, flags = ""] = PARENT.exec(text ?? "") ?? [];
  if (traceId === undefined || (text?.startsWith("00") && text.length !== 55)) return undefined;
  return { traceId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

function current(given: string | (() => string | null | undefined) | null | undefined) {
  return typeof given === "function" ? given() : given;
}

function idOf(length: number, random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  const bytes = random(new Uint8Array(length));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
