// Writes src/generated from this package's version.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";

const root = new URL("../", import.meta.url);
const target = new URL("src/generated/", root);
const { version } = JSON.parse(await readFile(new URL("package.json", root), "utf8")) as { version: string };

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await writeFile(
  new URL("version.ts", target),
  `// Made by scripts/generate.ts from package.json. Do not edit.
/** Version of this package. */
export const version = ${JSON.stringify(version)};
`,
);
