import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";

const require = createRequire(import.meta.url);

/** Generated tables that the proxy reads, by package: operations, validators of the open profile, SOAP descriptors. */
const generated = [
  ["@so-webapi/operations", /^(?:all|common)\.js$/],
  ["@so-webapi/soap", /^tables\.js$/],
  ["@so-webapi/validators", /^(?:agents|entities)\/\w+\.js$/],
] as const;

/** A text as generated modules have it. Shorter ones stay where they are. */
const longText = /"(?:[^"\\\n]|\\.){200,}"/g;

/**
 * Takes the long texts out of generated tables, for a text module beside the Worker, `tables.txt`. workerd scans a text
 * that stands in code before the first request, at a cost of 15 ns a byte; a text module costs it nearly nothing. What
 * reads them does so as before: a table's texts are unpacked when they are wanted.
 */
export function packedTexts(): { readonly text: string; readonly plugin: Plugin } {
  let text = "";
  const contents = new Map<string, string>();
  for (const file of generatedFiles()) {
    const code = readFileSync(file, "utf8").replaceAll(longText, (literal) => {
      const start = text.length;
      text += JSON.parse(literal) as string;
      return `packedTexts.slice(${start},${text.length})`;
    });
    contents.set(file, `import { packedTexts } from "packed-texts";\n${code}`);
  }
  const plugin: Plugin = {
    name: "packed-texts",
    setup(build) {
      build.onResolve({ filter: /^packed-texts$/ }, ({ path }) => ({ path, namespace: "packed-texts" }));
      build.onLoad({ filter: /.*/, namespace: "packed-texts" }, () => ({
        contents: 'export { default as packedTexts } from "./tables.txt";',
      }));
      build.onResolve({ filter: /^\.\/tables\.txt$/ }, ({ path }) => ({ path, external: true }));
      build.onLoad({ filter: /\/dist\/generated\// }, ({ path }) => {
        const code = contents.get(path);
        return code === undefined ? undefined : { contents: code, resolveDir: dirname(path) };
      });
    },
  };
  return { text, plugin };
}

function generatedFiles(): string[] {
  return generated.flatMap(([name, wanted]) => {
    const folder = join(dirname(realpathSync(require.resolve(`${name}/package.json`))), "dist/generated");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
      wanted.test(file),
    );
    if (files.length === 0) throw new Error(`${name} has no generated tables where they were`);
    return files.sort().map((file) => join(folder, file));
  });
}
