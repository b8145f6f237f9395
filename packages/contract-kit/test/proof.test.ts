// PROOF.md names tests; each of them exists.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const packages = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(`${packages}contract-kit/PROOF.md`, "utf8");

/** A file of this package, or of `contract-tests`. */
const pathOf = (file: string): string =>
  packages + (file.startsWith("contract-tests/") ? file : `contract-kit/${file}`);

/** Files with the titles that stand behind them: `file`: "title", "title"; lines of a paragraph are one. */
const named = [...page.matchAll(/`([\w./-]+\.test\.ts)`(?::((?:,?\s+"[^"]+")+))?/g)].map(
  ([, file = "", titles = ""]) => ({
    file,
    titles: [...titles.matchAll(/"([^"]+)"/g)].map(([, title = ""]) => title.replace(/\s+/g, " ")),
  }),
);

/** Rows of the tables under a heading. */
const rowsOf = (heading: string): string[] =>
  (page.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2);

describe("PROOF.md", () => {
  it("has a row for each point, and each says what shows it", () => {
    const counts = ["Catch", "Prove", "Pitfalls of OpenAPI 3.1"].map((heading) => rowsOf(heading).length);
    expect(counts).toEqual([10, 7, 13]);
    for (const heading of ["Catch", "Prove", "What users of neighbouring tools ask for"])
      for (const row of rowsOf(heading)) expect(row).toMatch(/\.test\.ts`: "[^|]+\|$/);
  });

  it.each(named)("names tests that exist: $file $titles", ({ file, titles }) => {
    const path = pathOf(file);
    expect(existsSync(path)).toBe(true);
    const text = readFileSync(path, "utf8").replaceAll("\\'", "'");
    expect(titles.filter((title) => !text.includes(title))).toEqual([]);
  });

  it("names schemas that the corpus has", () => {
    const corpus = readFileSync(`${packages}contract-kit/docs/corpus.md`, "utf8");
    const names = rowsOf("Pitfalls of OpenAPI 3.1").flatMap((row) =>
      [...(row.split("|")[2] ?? "").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name),
    );
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => !corpus.includes(name))).toEqual([]);
  });
});

it("every edit that breaks the repository applies, and names tests that exist", async () => {
  const { edits } = (await import(`${packages}contract-tests/bite/edits.ts`)) as {
    readonly edits: readonly { readonly file: string; readonly find: string; readonly seenBy: string[] }[];
  };
  const root = `${packages}../`;
  expect(edits.length).toBeGreaterThan(30);
  for (const { file, find, seenBy } of edits) {
    expect(readFileSync(root + file, "utf8").split(find).length, `${file}: ${find}`).toBe(2);
    for (const entry of seenBy) {
      const [first = "", ...rest] = entry.split(" ");
      const [folder, files] = first.endsWith("/")
        ? [first, rest]
        : ["packages/contract-tests/", [first, ...rest]];
      for (const one of files) expect(existsSync(root + folder + one), `${folder}${one}`).toBe(true);
    }
  }
});
