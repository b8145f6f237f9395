import type { Dispatcher } from "undici";
import { type Body, concat, type Taken } from "../lib/body/body.ts";
import type { HeaderField } from "../lib/headers/fields.ts";
import type { TransportAnswer } from "../lib/transport/transport.ts";

/** Bytes that are held for a reader who is slower than the upstream. */
const AHEAD = 64 * 1024;

export interface UpstreamAnswerOptions {
  readonly onAnswer: (answer: TransportAnswer) => void;
  /** Called once where the exchange fails before its header came. */
  readonly onFailure: (error: Error) => void;
  /** Called once when nothing more comes. */
  readonly onEnd: () => void;
  /** Gives failures their kind. */
  readonly toError: (cause: unknown) => Error;
}

/**
 * Takes an answer from undici as its parser tells it. No Node stream is made: the body is held as chunks until somebody
 * takes it, which for short ones is when all of it is there already.
 */
export class UpstreamAnswer implements Dispatcher.DispatchHandler, Body {
  readonly #options: UpstreamAnswerOptions;
  #controller: Dispatcher.DispatchController | undefined;
  #chunks: Uint8Array[] = [];
  #size = 0;
  #hasHeader = false;
  #isOver = false;
  #failure: Error | undefined;
  /** Called when there is more to see: a chunk, the end, a failure. */
  #wake: (() => void) | undefined;

  constructor(options: UpstreamAnswerOptions) {
    this.#options = options;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#failure !== undefined) controller.abort(this.#failure);
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    statusText = "",
  ): void {
    // What comes before the answer (RFC 9110, 15.2) ends here.
    if (status < 200) return;
    this.#hasHeader = true;
    this.#options.onAnswer({ status, statusText, headers: fieldsOf(controller.rawHeaders), body: this });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isOver) return;
    this.#chunks.push(chunk);
    this.#size += chunk.byteLength;
    this.#wake?.();
    if (this.#size >= AHEAD && this.#wake === undefined) controller.pause();
  }

  onResponseEnd(): void {
    this.#over();
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, cause: Error): void {
    this.fail(cause);
  }

  /** Ends the exchange; a request that waits for a connection never goes out. */
  fail(cause: unknown): void {
    if (this.#isOver) return;
    this.#failure = this.#options.toError(cause);
    if (!this.#hasHeader) this.#options.onFailure(this.#failure);
    this.#over();
    this.#controller?.abort(this.#failure);
  }

  take(limit: number): Promise<Taken> {
    return new Promise((resolve, reject) => {
      this.#when(() => {
        if (this.#failure !== undefined) reject(this.#failure);
        else if (this.#size > limit) resolve({ bytes: this.#all(), rest: this.#rest() });
        else if (this.#isOver) resolve({ bytes: this.#all(), rest: null });
        else return false;
        return true;
      });
    });
  }

  cancel(): void {
    this.fail(new Error("nobody wants the rest"));
  }

  /** Looks now, and then whenever there is more to see, until the look was the last one. */
  #when(look: () => boolean): void {
    if (look()) return;
    this.#wake = () => {
      if (look()) this.#wake = undefined;
    };
    this.#controller?.resume();
  }

  #over(): void {
    this.#isOver = true;
    this.#options.onEnd();
    this.#wake?.();
  }

  #all(): Uint8Array<ArrayBuffer> {
    const bytes = concat(this.#chunks, this.#size);
    this.#chunks = [];
    this.#size = 0;
    return bytes;
  }

  /** One chunk as it came: a long body is not copied on its way. */
  #first(): Uint8Array | undefined {
    const chunk = this.#chunks.shift();
    this.#size -= chunk?.byteLength ?? 0;
    return chunk;
  }

  #rest(): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>(
      {
        pull: (controller) =>
          new Promise<void>((resolve) => {
            this.#when(() => {
              const chunk = this.#first();
              if (chunk !== undefined) controller.enqueue(chunk);
              else if (this.#failure !== undefined) controller.error(this.#failure);
              else if (this.#isOver) controller.close();
              else return false;
              resolve();
              return true;
            });
          }),
        cancel: () => this.cancel(),
      },
      { highWaterMark: 0 },
    );
  }
}

/** Names and values in turn, as they stood on the wire: each byte one character (RFC 9110, 5.5). */
function fieldsOf(raw: Dispatcher.DispatchController["rawHeaders"]): HeaderField[] {
  const fields: HeaderField[] = [];
  if (!Array.isArray(raw)) return fields;
  for (let at = 0; at + 1 < raw.length; at += 2)
    fields.push([textOf(raw[at]).toLowerCase(), textOf(raw[at + 1])]);
  return fields;
}

function textOf(part: Buffer | string | undefined): string {
  return typeof part === "string" ? part : (part?.toString("latin1") ?? "");
}
