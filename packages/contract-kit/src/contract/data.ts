import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** What is packed with this package by `scripts/pack-data.ts`. */
export type PackedFile = "evidence.jsonl" | "samples.json" | "superoffice.openapi.json";

/** The text of a packed file. It lies beside the built code; code that runs from `src/` reads what was built. */
export const packedText = (file: PackedFile): string =>
  gunzipSync(readFileSync(new URL(`../../dist/data/${file}.gz`, import.meta.url))).toString();
