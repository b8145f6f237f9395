// Writes src/generated from the contract.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "./generator/document.ts";
import { generateTypes } from "./generator/generate-types.ts";

const contract = fileURLToPath(import.meta.resolve("@so-webapi/openapi/superoffice.openapi.json"));
const files = generateTypes(JSON.parse(readFileSync(contract, "utf8")) as OpenApiDocument);

const folder = new URL("../src/generated/", import.meta.url);
rmSync(folder, { recursive: true, force: true });
for (const { path, text } of files) {
  const file = fileURLToPath(new URL(path, folder));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
console.log(`${files.length} files, ${files.reduce((sum, { text }) => sum + text.length, 0)} characters`);
