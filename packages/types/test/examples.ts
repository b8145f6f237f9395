import { readFileSync } from "node:fs";

/** Each TypeScript example of a file as a module of its own. `from` are paths relative to this folder. */
export function exampleModules(from: readonly string[]): { readonly file: string; readonly text: string }[] {
  return from.flatMap((path) => {
    const text = readFileSync(new URL(path, import.meta.url), "utf8").replace(/^ \* ?/gm, "");
    const stem = path
      .replace(/^.*\//, "")
      .replace(/\.\w+$/, "")
      .toLowerCase();
    return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""], index) => ({
      file: `example-${stem}-${index}.ts`,
      text: code,
    }));
  });
}
