import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatSelect, parseSelect, type SelectTree, selects } from "./index.ts";

function tree(text: string | null | undefined): SelectTree {
  const result = parseSelect(text);
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

describe("selects", () => {
  test.each<[text: string, path: string, expected: boolean]>([
    ["name", "Name", true],
    ["NAME", "name", true],
    ["name", "Department", false],
    ["name", "NameSuffix", false],
    [" name , department ", "Department", true],
    ["name,,department,", "Department", true],
    ["category", "Category/Id", true],
    ["category/id", "Category", true],
    ["category/id", "Category/Id", true],
    ["category/id", "Category/Id/Deeper", true],
    ["category/id", "Category/Value", false],
    ["category / id", "Category/Id", true],
    ["category/id", "Id", false],
    ["category,category/id", "Category/Value", true],
    ["category/id,category", "Category/Value", true],
    ["a/b/c,a/b/d", "A/B/D", true],
    ["a/b/c,a/b/d", "A/B/E", false],
    ["__proto__", "toString", false],
    ["name", "__proto__", false],
  ])("with %j decides %s: %s", (text, path, expected) => {
    expect(selects(tree(text), path.split("/"))).toBe(expected);
  });

  test("keeps the body itself whatever is selected", () => {
    expect(selects(tree("name"), [])).toBe(true);
  });
});

describe("parseSelect", () => {
  test.each([null, undefined, "", "  ", ",", " , ,"])("takes %j for everything", (text) => {
    expect(tree(text).whole).toBe(true);
    expect(selects(tree(text), ["Any", "Thing"])).toBe(true);
  });

  test.each([
    ["/name", "select-empty-segment"],
    ["name/", "select-empty-segment"],
    ["category//id", "select-empty-segment"],
    ["name,/", "select-empty-segment"],
    ["first name", "select-character"],
    ["name\r\nX: y", "select-character"],
    ["name\u0000", "select-character"],
  ])("refuses %j with %s", (text, code) => {
    expect(parseSelect(text)).toMatchObject({ ok: false, code });
  });

  test("does not recurse, however long a path is", () => {
    const path = Array.from({ length: 100_000 }, () => "a");
    expect(selects(tree(path.join("/")), path)).toBe(true);
  });
});

describe("formatSelect", () => {
  test.each([
    [[], ""],
    [["Name", "Category/Id"], "Name,Category/Id"],
    [["Name", "name", "NAME"], "Name"],
  ])("writes %j as %j", (paths, text) => {
    expect(formatSelect(paths)).toBe(text);
  });

  test.each(["", "a,b", "/a", "a/", "a b", "a&\n"])("refuses the path %j", (path) => {
    expect(() => formatSelect([path])).toThrow(expect.objectContaining({ code: "select-name-invalid" }));
  });

  test("writes what parseSelect reads: each path selected, its siblings not", () => {
    const path = fc.array(fc.stringMatching(/^[A-Za-z_.:][A-Za-z0-9_.:]{0,5}$/), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 6 }), (paths) => {
        const parsed = tree(formatSelect(paths.map((names) => names.join("/"))));
        for (const names of paths) expect(selects(parsed, names)).toBe(true);
        expect(selects(parsed, ["not-in-any-path"])).toBe(false);
      }),
      { seed: 3_116 },
    );
  });
});
