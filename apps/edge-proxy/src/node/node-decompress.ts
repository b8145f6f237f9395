import { promisify } from "node:util";
import * as zlib from "node:zlib";
import type { Decompress } from "../lib/validation/decompress.ts";

type Unpack = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const unpackers: Readonly<Record<string, Unpack>> = {
  gzip: promisify(zlib.gunzip),
  "x-gzip": promisify(zlib.gunzip),
  deflate: promisify(zlib.inflate),
  br: promisify(zlib.brotliDecompress),
  // Node has it from 22.15; a named import would not load in older ones.
  ...(typeof zlib.zstdDecompress === "function" && { zstd: promisify(zlib.zstdDecompress) }),
};

/** gzip, deflate, brotli and zstd with Node's zlib. */
export const nodeDecompress: Decompress = async (coding, bytes, limit) => {
  try {
    const unpacked = await unpackers[coding]?.(bytes, { maxOutputLength: Math.max(limit, 1) });
    return unpacked === undefined ? undefined : new Uint8Array(unpacked);
  } catch {
    return undefined;
  }
};
