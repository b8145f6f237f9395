import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineOf } from "./line-of.ts";
import { toPointer } from "./pointer.ts";

const text = `{
  "a": [1, "x\\"]}",
    {"b/c": null,
     "d": {"e": true}}],
  "f": -1.5e3
}`;

describe("the line of a JSON pointer", () => {
  it.each([
    ["", 1],
    ["/a", 2],
    ["/a/1", 2],
    ["/a/2", 3],
    ["/a/2/b~1c", 3],
    ["/a/2/d", 4],
    ["/a/2/d/e", 4],
    ["/f", 5],
    // What is missing stands in what is around it.
    ["/a/2/d/none", 4],
    ["/none", 1],
  ])("%s: %i", (pointer, line) => {
    expect(lineOf(text, pointer)).toBe(line);
  });

  it.each(["", "{", '{"a', "[1,", "}{", "nonsense", '{"a":1'])(
    "ends at a text that is no JSON: %s",
    (broken) => {
      expect(lineOf(broken, "/a/b")).toBe(1);
    },
  );

  it("is where JSON.stringify put the value", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1, noNullPrototype: true }),
        (value) => {
          const printed = JSON.stringify(value, null, 2);
          const [name = ""] = Object.keys(value).slice(-1);
          const lines = printed.split("\n");
          const line = lineOf(printed, toPointer([name]));
          expect(lines[line - 1]).toContain(`  ${JSON.stringify(name)}: `);
        },
      ),
      { seed: 20261122 },
    );
  });
});
