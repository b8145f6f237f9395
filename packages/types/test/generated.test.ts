import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { OpenApiDocument } from "../scripts/generator/document.ts";
import { generateTypes } from "../scripts/generator/generate-types.ts";

const contract = (): OpenApiDocument => {
  const file = fileURLToPath(import.meta.resolve("@so-webapi/openapi/superoffice.openapi.json"));
  return JSON.parse(readFileSync(file, "utf8")) as OpenApiDocument;
};

test("Generating twice gives the same files, byte by byte", async () => {
  expect(await generateTypes(contract())).toEqual(await generateTypes(contract()));
});

test("src/generated holds what the contract gives, and nothing else", async () => {
  const folder = new URL("../src/generated/", import.meta.url);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const found = entries.map((entry) => {
    const file = `${entry.parentPath.replaceAll("\\", "/").replace(/\/?$/, "/")}${entry.name}`;
    return { path: file.slice(fileURLToPath(folder).length), text: readFileSync(file, "utf8") };
  });
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  expect(found.sort(byPath)).toEqual((await generateTypes(contract())).sort(byPath));
});

test("The contract is not changed by generating from it", async () => {
  const document = contract();
  await generateTypes(document);
  expect(document).toEqual(contract());
});
