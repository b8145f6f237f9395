import { extname, join } from "node:path";
import { generated, readText } from "./repository.ts";
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

/** Writes a page that shows a file, for documents that link to it. */
export function writeSourcePage(file: string): void {
  const code = readText(file).trimEnd();
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const front = [
    `title: ${JSON.stringify(file.split("/").at(-1))}`,
    `description: ${JSON.stringify(`${file} of the repository.`)}`,
    `slug: ${JSON.stringify(`source/${file}`)}`,
    "pagefind: false",
    `source: ${JSON.stringify(file)}`,
  ];
  const language = languages[extname(file)] ?? "text";
  writeFile(
    join(generated, "docs", `source/${file}.md`),
    `---\n${front.join("\n")}\n---\n\n\`${file}\`\n\n${fence}${language}\n${code}\n${fence}\n`,
  );
}
