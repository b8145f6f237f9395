import { streamBody } from "../body/body.ts";

/**
 * Undoes one content coding on a copy of a body. Gives undefined for a coding it does not know, for bytes that are
 * not in it, and for more than `limit` bytes of output: a small body can unpack to gigabytes.
 */
export type Decompress = (
  coding: string,
  bytes: Uint8Array<ArrayBuffer>,
  limit: number,
) => Promise<Uint8Array<ArrayBuffer> | undefined>;

const formats: Readonly<Record<string, "gzip" | "deflate">> = {
  gzip: "gzip",
  "x-gzip": "gzip",
  deflate: "deflate",
};

/** gzip and deflate with the web platform's own streams. */
export const webDecompress: Decompress = async (coding, bytes, limit) => {
  const format = formats[coding];
  if (format === undefined) return undefined;
  try {
    const source = new Blob([bytes]).stream();
    const body = streamBody(source.pipeThrough(new DecompressionStream(format)));
    const taken = await body.take(limit);
    if (taken.rest === null) return taken.bytes;
    taken.rest.cancel().catch(() => {});
    return undefined;
  } catch {
    return undefined;
  }
};
