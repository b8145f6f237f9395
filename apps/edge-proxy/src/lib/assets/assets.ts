/** A static file. */
export interface Asset {
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | string;
  readonly contentType: string;
  /** Content coding of `body`, where the file is kept compressed. */
  readonly contentEncoding?: string;
}

/**
 * Port to the static files of the proxy: `openapi.json`, and below `docs/` the reference's script, the list of all
 * operations and a document for each agent and entity. Gives undefined for a file that is not there. `acceptEncoding`
 * is the caller's header.
 */
export type Assets = (path: string, acceptEncoding?: string) => Promise<Asset | undefined>;
