import { extname, join } from "node:path";
import { base, generated, readText } from "./repository.ts";
import { writeFile } from "./write.ts";

const languages: Readonly<Record<string, string>> = {
  ".ts": "ts",
  ".mjs": "js",
  ".js": "js",
  ".json": "json",
  ".jsonc": "jsonc",
  ".yaml": "yaml",
  ".yml": "yaml",
  ".sh": "sh",
};

/**
 * Writes a page that shows a file, for documents that link to it.
 *
 * @param below - the files of a folder, which then are listed; empty for a file.
 */
export function writeSourcePage(path: string, below: readonly string[]): void {
  const front = [
    `title: ${JSON.stringify(path.split("/").at(-1))}`,
    `description: ${JSON.stringify(`${path} of the repository.`)}`,
    `slug: ${JSON.stringify(`source/${path}`)}`,
    "pagefind: false",
    `source: ${JSON.stringify(path)}`,
  ];
  const content = below.length === 0 ? codeOf(path) : listOf(path, below);
  writeFile(
    // Astro passes over files whose name begins with a dot; the address is the slug's.
    join(generated, "docs", `source/${path.replaceAll(/(^|\/)\./g, "$1dot-")}.md`),
    `---\n${front.join("\n")}\n---\n\n\`${path}\`\n\n${content}\n`,
  );
}

function codeOf(file: string): string {
  const code = readText(file).trimEnd();
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${languages[extname(file)] ?? "text"}\n${code}\n${fence}`;
}

const listOf = (folder: string, files: readonly string[]): string =>
  files.map((file) => `- [${file.slice(folder.length + 1)}](${base}source/${file}/)`).join("\n");
