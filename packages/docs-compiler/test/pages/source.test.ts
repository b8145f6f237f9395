import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import type { Diagnostic } from "../../src/diagnostic.ts";
import { createReport } from "../../src/pages/report.ts";
import { readSource } from "../../src/pages/source.ts";

const read = (text: string) => {
  const diagnostics: Diagnostic[] = [];
  return { source: readSource("x.md", text, createReport("x.md", diagnostics)), diagnostics };
};

const yaml = (text: string): unknown => {
  try {
    return parseYaml(text, { logLevel: "error" });
  } catch {
    return undefined;
  }
};

describe("front matter", () => {
  it("is what the YAML parser reads, on the short way too", () => {
    const pieces = [
      "a",
      "B1",
      " ",
      ": ",
      "#",
      " #",
      "{",
      "}",
      "'",
      '"',
      "-",
      "true",
      "no",
      "1",
      "0x",
      ".",
      ",",
    ];
    const more = [
      "[",
      "]",
      "&",
      "*",
      "!",
      "|",
      ">",
      "%",
      "@",
      "`",
      "\t",
      "é",
      "~",
      "?",
      "/",
      "$",
      "(",
      "---",
      "\n b: ",
    ];
    const line = fc
      .array(fc.constantFrom(...pieces, ...more), { maxLength: 8 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(line, (value) => {
        const text = `uid: ${value}`;
        const expected = yaml(text);
        const isMapping = typeof expected === "object" && expected !== null && !Array.isArray(expected);
        const { source, diagnostics } = read(`---\n${text}\n---\nx`);
        expect(source.frontMatter).toEqual(isMapping ? expected : undefined);
        if (!isMapping) expect(diagnostics.map(({ code }) => code)).toEqual(["bad-front-matter"]);
      }),
      { seed: 5_212, numRuns: 5000 },
    );
  });

  it("is read where a key stands twice only as a fault", () => {
    const { source, diagnostics } = read("---\nuid: a\nuid: b\n---\n");
    expect(source.frontMatter).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(["bad-front-matter"]);
  });

  it("may be missing", () => {
    const { source, diagnostics } = read("# Title\r\n\r\ntext");
    expect(source).toMatchObject({ body: "# Title\n\ntext", offset: 0, frontMatter: undefined });
    expect(diagnostics).toEqual([]);
  });
});
