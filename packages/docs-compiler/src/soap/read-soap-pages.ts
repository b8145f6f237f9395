import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../diagnostic.ts";
import { parseSoapPage, type SoapPage } from "./soap-page.ts";

/** The files of operations below `soap/`, sorted: every page in an agent's folder but its index. */
export const findSoapPages = (referenceDir: string): string[] => {
  const root = join(referenceDir, "soap");
  if (!existsSync(root)) return [];
  const folders = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(folder, entry.name))
      .sort();
  return folders("")
    .filter((folder) => /^Services\d+$/.test(folder))
    .flatMap(folders)
    .flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => name.endsWith(".md") && name !== "index.md")
        .sort()
        .map((name) => ["soap", ...folder.split(/[\\/]/), name].join("/")),
    );
};

/** Reads the pages one after the other, so that no more than one is held. Two pages with one uid are a diagnostic. */
export const readSoapPages = function* (
  referenceDir: string,
  diagnostics: Diagnostic[],
): Generator<SoapPage, void, undefined> {
  const seen = new Map<string, string>();
  for (const file of findSoapPages(referenceDir)) {
    const { page, diagnostics: faults } = parseSoapPage(file, readFileSync(join(referenceDir, file), "utf8"));
    diagnostics.push(...faults);
    if (page === undefined) continue;
    const other = page.uid === undefined ? undefined : seen.get(page.uid);
    if (page.uid !== undefined && other !== undefined) {
      const message = `the uid ${page.uid} is that of ${other} too`;
      diagnostics.push({ file, line: 1, code: "soap-page-duplicate-uid", message });
    } else if (page.uid !== undefined) {
      seen.set(page.uid, file);
    }
    yield page;
  }
};
