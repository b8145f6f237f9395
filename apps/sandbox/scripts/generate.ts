// Writes src/generated from the contract's samples and this package's version.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { readSamples } from "@so-webapi/openapi";

const root = new URL("../", import.meta.url);
const target = new URL("src/generated/", root);
const note = (input: string): string => `// Made by scripts/generate.ts from ${input}. Do not edit.\n`;

const samples = readSamples().map(({ operationId, response: { status, headers, body } }) => ({
  operationId,
  status,
  body: body === "" ? null : body,
  contentType: headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? null,
}));
const { version } = JSON.parse(await readFile(new URL("package.json", root), "utf8")) as { version: string };

await mkdir(target, { recursive: true });
await writeFile(
  new URL("samples.ts", target),
  `${note("@so-webapi/openapi/samples.json")}import type { SampleAnswer } from "@so-webapi/sandbox";

/** The documented answer of every operation that has one. */
export const samples: readonly SampleAnswer[] = ${JSON.stringify(samples, null, 2)};
`,
);
await writeFile(
  new URL("version.ts", target),
  `${note("package.json")}/** Version of this package. */
export const version = ${JSON.stringify(version)};
`,
);
