import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, zstdDecompress } from "node:zlib";
import type { Decompress } from "../lib/validation/decompress.ts";

type Unpack = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const unpackers: Readonly<Record<string, Unpack>> = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  // Node has it from 22.15.
  ...(typeof zstdDecompress === "function" && { zstd: promisify(zstdDecompress) }),
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
