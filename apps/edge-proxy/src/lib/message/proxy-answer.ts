import type { HeaderField } from "../headers/fields.ts";
import { HeaderList } from "./header-list.ts";

/** What an answer can carry: nothing, text, bytes at hand, or a stream at the reader's pace. */
export type AnswerBody = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | string | null;

/** Status and fields of an answer. */
export interface ProxyAnswerOptions {
  /** Default 200. */
  readonly status?: number;
  /** Default empty: servers have their own words. */
  readonly statusText?: string;
  /** A list is taken over. Default none. */
  readonly headers?: HeaderField[] | Readonly<Record<string, string>>;
}

/** An answer on its way to the caller. Its fields can be added to until it is written. */
export class ProxyAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
  readonly body: AnswerBody;

  constructor(body: AnswerBody, { status = 200, statusText = "", headers = [] }: ProxyAnswerOptions = {}) {
    this.status = status;
    this.statusText = statusText;
    this.headers = new HeaderList(
      Array.isArray(headers)
        ? headers
        : Object.entries(headers).map(([name, value]): HeaderField => [name.toLowerCase(), value]),
    );
    this.body = body;
  }
}
