import { type FailedCall, SoAbortError } from "../errors/so-error.ts";

/** Rows that are fetched while they are read, page by page. Each reading begins anew, with the first page. */
export interface Rows<Row> extends AsyncIterable<Row> {
  /** The same rows, a page at a time. A page may be empty. */
  pages(): AsyncIterable<readonly Row[]>;
}

/** One page, with the call that gave it. */
export interface FetchedPage<Row> {
  readonly rows: readonly Row[];
  readonly call: FailedCall;
}

/** Makes rows of what fetches their pages. Between two rows of a page the signal counts, too. */
export function iterateRows<Row>(
  fetchPages: () => AsyncIterable<FetchedPage<Row>>,
  signal: AbortSignal | undefined,
): Rows<Row> {
  return {
    async *[Symbol.asyncIterator]() {
      for await (const { rows, call } of fetchPages()) {
        for (const row of rows) {
          if (signal?.aborted) throw new SoAbortError({ call, cause: signal.reason });
          yield row;
        }
      }
    },
    async *pages() {
      for await (const { rows } of fetchPages()) yield rows;
    },
  };
}
