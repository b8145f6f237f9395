import { describe, expect, it } from "vitest";
import { rewriteText } from "./rewrite-text.ts";

const shout = (text: string): string => text.toUpperCase();

describe("rewriteText", () => {
  it.each([
    { what: "a property", text: '{"a":"x","b":"x"}', places: ["/a"], after: '{"a":"X","b":"x"}' },
    {
      what: "any property",
      text: '{"_L":{"s":"x","t":"y"},"s":"x"}',
      places: ["/_L/*"],
      after: '{"_L":{"s":"X","t":"Y"},"s":"x"}',
    },
    { what: "elements", text: '["x",["y"],"z"]', places: ["/*"], after: '["X",["y"],"Z"]' },
    { what: "one element", text: '["x","y"]', places: ["/1"], after: '["x","Y"]' },
    {
      what: "inside elements",
      text: '{"v":[{"a":"x"},{"b":"x"},{"a":"y"}]}',
      places: ["/v/*/a"],
      after: '{"v":[{"a":"X"},{"b":"x"},{"a":"Y"}]}',
    },
    {
      what: "a name with a dot",
      text: '{"odata.next":"x"}',
      places: ["/odata.next"],
      after: '{"odata.next":"X"}',
    },
    {
      what: "a name with a slash and a tilde",
      text: '{"a/b~":"x"}',
      places: ["/a~1b~0"],
      after: '{"a/b~":"X"}',
    },
    { what: "an escaped name", text: '{"\\u0061":"x"}', places: ["/a"], after: '{"\\u0061":"X"}' },
    { what: "an escaped value", text: '{"a":"x\\"\\\\\\u00e6"}', places: ["/a"], after: '{"a":"X\\"\\\\Æ"}' },
    { what: "the whole body", text: ' "x" ', places: [""], after: ' "X" ' },
  ])("rewrites $what", ({ text, places, after }) => {
    expect(rewriteText(text, places, shout)).toBe(after);
  });

  it.each([
    '{"a":1,"b":null,"c":["a","x"],"d":{"a":"x"}}',
    '{"a" : {"a":"x"}, "n": 12345678901234567890.10, "e": 1E400}',
    "[]",
    "null",
    '"a"',
    '{"b":"a","c":"a:,{}[]"}',
  ])("leaves %s alone", (text) => {
    expect(rewriteText(text, ["/a"], shout)).toBe(text);
  });
});
