// Writes src/generated/inspector.ts and version.ts: the inspector page of /-/sandbox from inspector/, its script bundled,
// so that it is served without files beside the program, from a Worker as well.
import { readFileSync, writeFileSync } from "node:fs";
import { buildSync } from "esbuild";

export function writeInspector(out: URL): void {
  const root = new URL("../", import.meta.url);
  const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
  const { outputFiles } = buildSync({
    entryPoints: [new URL("inspector/main.ts", root).pathname],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    minifyWhitespace: true,
    minifySyntax: true,
  });
  const texts = {
    html: read("inspector/index.html"),
    css: read("inspector/style.css"),
    js: outputFiles[0]?.text ?? "",
  };
  const constants = Object.entries(texts).map(
    ([name, text]) => `export const ${name} = ${JSON.stringify(text)};\n`,
  );
  writeFileSync(
    new URL("inspector.ts", out),
    `// Made by scripts/inspector.ts from inspector/. Do not edit.\n${constants.join("")}`,
  );
  const { version } = JSON.parse(read("package.json")) as { version: string };
  writeFileSync(
    new URL("version.ts", out),
    `// Made by scripts/inspector.ts from package.json. Do not edit.
/** Version of this package. */
export const version = ${JSON.stringify(version)};\n`,
  );
}
