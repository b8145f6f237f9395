import { type Body, concat, type Taken } from "../lib/body/body.ts";
import type { HeaderField } from "../lib/headers/fields.ts";
import type { TransportAnswer } from "../lib/transport/transport.ts";
import type { AnswerSink } from "./http1/answer-reader.ts";

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

/** What an answer comes from. */
export interface AnswerSource {
  /** Nothing more is wanted for now. */
  pause(): void;
  resume(): void;
  /** Nothing more is wanted at all. */
  abort(cause: Error): void;
}

/**
 * Takes an answer as a parser tells it. No Node stream is made: the body is held as chunks until somebody
 * takes it, which for short ones is when all of it is there already.
 */
export class UpstreamAnswer implements AnswerSink, Body {
  readonly #options: UpstreamAnswerOptions;
  #source: AnswerSource | undefined;
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

  /** The request is on its way. */
  begin(source: AnswerSource): void {
    this.#source = source;
    if (this.#failure !== undefined) source.abort(this.#failure);
  }

  head(status: number, statusText: string, headers: HeaderField[]): void {
    this.#hasHeader = true;
    this.#options.onAnswer({ status, statusText, headers, body: this });
  }

  data(chunk: Buffer): void {
    if (this.#isOver) return;
    this.#chunks.push(chunk);
    this.#size += chunk.byteLength;
    this.#wake?.();
    if (this.#size >= AHEAD && this.#wake === undefined) this.#source?.pause();
  }

  end(): void {
    this.#over();
  }

  /** Ends the exchange; a request that waits for a connection never goes out. */
  fail(cause: unknown): void {
    if (this.#isOver) return;
    this.#failure = this.#options.toError(cause);
    if (!this.#hasHeader) this.#options.onFailure(this.#failure);
    this.#over();
    this.#source?.abort(this.#failure);
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
    this.#source?.resume();
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
