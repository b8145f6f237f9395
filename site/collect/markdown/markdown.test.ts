import { describe, expect, it } from "vitest";
import { firstParagraph, headingOf, linesOf, slugger } from "./blocks.ts";
import { linksOf, rewriteLinks } from "./links.ts";
import { frameTables } from "./tables.ts";

const changed = (text: string): string => rewriteLinks(text, (target) => `<${target}>`);

describe("links", () => {
  it.each([
    ["[a](b.md)", "[a](<b.md>)"],
    ["[`a[0]`](b.md#c) and [d](e)", "[`a[0]`](<b.md#c>) and [d](<e>)"],
    ['![a](b.svg "title")', '![a](<b.svg> "title")'],
    ["`so.call[0](x)` stays", "`so.call[0](x)` stays"],
    ["``a `[b](c)` ``", "``a `[b](c)` ``"],
  ])("in %s are found outside code", (text, expected) => {
    expect(changed(text)).toBe(expected);
  });

  it("in code blocks stay as they are, longer fences included", () => {
    const text = "````md\n```ts\n[a](b)\n```\n[a](b)\n````\n[c](d)";
    expect(linksOf(text)).toEqual([{ target: "d", line: 7 }]);
  });
});

describe("headings", () => {
  it("get GitHub's addresses, a number behind one that stands there already", () => {
    const slug = slugger();
    expect(slug("What `so-docs` does, and why (2)")).toBe("what-so-docs-does-and-why-2".replaceAll("`", ""));
    expect(slug("A & B")).toBe("a--b");
    expect([slug("Again"), slug("Again")]).toEqual(["again", "again-1"]);
  });

  it("are read without their markup", () => {
    const [line = { text: "", isCode: false }] = linesOf("## [`a`](b) *and* snake_case ##");
    expect(headingOf(line)).toEqual({ level: 2, title: "a and snake_case" });
  });
});

it("the first paragraph is prose", () => {
  expect(firstParagraph("# T\n\n```sh\nrun\n```\n\n| a |\n\nOne `two`\nthree.\n\nFour.")).toBe(
    "One two three.",
  );
});

it("a table stands in a frame that the keyboard reaches, named by its heading", () => {
  const framed = frameTables('## Say "so"\n\n| a |\n|---|\n| b |\n\nEnd', "Page");
  expect(framed).toContain(
    '<div class="wide" tabindex="0" role="region" aria-label="Say &quot;so&quot;, table 1">\n\n| a |',
  );
  expect(framed).toContain("| b |\n\n</div>");
});
