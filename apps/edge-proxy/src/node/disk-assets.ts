import { readFile } from "node:fs/promises";
import type { Assets } from "../lib/assets/assets.ts";

const types: Readonly<Record<string, string>> = {
  "docs/scalar.js": "text/javascript; charset=utf-8",
  "docs/reference.json": "application/json",
  "openapi.json": "application/json",
};

/** Reads the static files from a folder; only files that are known by name, and the packed twin where it is wanted. */
export function diskAssets(folder: URL): Assets {
  return async (path, acceptEncoding = "") => {
    const contentType = types[path];
    if (contentType === undefined) return undefined;
    const wantsGzip = /(?:^|[,\s])gzip(?!\s*;\s*q=0(?:\.0*)?(?:,|\s|$))/i.test(acceptEncoding);
    const packed = wantsGzip ? await fileAt(new URL(`${path}.gz`, folder)) : undefined;
    if (packed !== undefined) return { body: packed, contentType, contentEncoding: "gzip" };
    const body = await fileAt(new URL(path, folder));
    return body === undefined ? undefined : { body, contentType };
  };
}

async function fileAt(file: URL): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(file));
  } catch {
    return undefined;
  }
}
