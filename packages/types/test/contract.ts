import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "../scripts/generator/document.ts";

/** A new copy of the contract that the package is made from. */
export function contract(): OpenApiDocument {
  const file = fileURLToPath(import.meta.resolve("@so-webapi/openapi/superoffice.openapi.json"));
  return JSON.parse(readFileSync(file, "utf8")) as OpenApiDocument;
}
