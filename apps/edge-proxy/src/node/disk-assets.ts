import { readFile } from "node:fs/promises";
import type { Assets } from "../lib/assets/assets.ts";

/** The files that there are, and what they hold. */
const files: readonly (readonly [name: RegExp, contentType: string])[] = [
  [/^docs\/scalar\.js$/, "text/javascript; charset=utf-8"],
  [/^openapi\.json$/, "application/json"],
  [/^docs\/(?:(?:agents|entities)\/)?\w+\.json$/, "application/json"],
];

const codings = [
  { name: "br", suffix: ".br" },
  { name: "gzip", suffix: ".gz" },
] as const;

/** Reads the static files from a folder; only files that are known by name, and the packed twin where it is wanted. */
export function diskAssets(folder: URL): Assets {
  return async (path, acceptEncoding = "") => {
    const contentType = files.find(([name]) => name.test(path))?.[1];
    if (contentType === undefined) return undefined;
    for (const { name, suffix } of codings) {
      if (!takes(acceptEncoding, name)) continue;
      const packed = await fileAt(new URL(path + suffix, folder));
      if (packed !== undefined) return { body: packed, contentType, contentEncoding: name };
    }
    const body = await fileAt(new URL(path, folder));
    return body === undefined ? undefined : { body, contentType };
  };
}

/** Whether `Accept-Encoding` names a coding, with any weight but 0 (RFC 9110, 12.5.3). */
function takes(acceptEncoding: string, coding: string): boolean {
  return acceptEncoding.split(",").some((text) => {
    const [name = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
    return name === coding && !parameters.some((parameter) => /^q\s*=\s*0(?:\.0*)?$/.test(parameter));
  });
}

async function fileAt(file: URL): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(file));
  } catch {
    return undefined;
  }
}
