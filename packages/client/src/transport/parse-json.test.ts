import { parseJson as platformParse } from "@so-webapi/platform/json";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json.ts";

/** What the platform's parser says, in the words of the client's. */
function verdict(text: string): unknown {
  const parsed = platformParse(text);
  return parsed.ok ? { value: parsed.value } : { refused: parsed.code };
}
const brief = (text: string) => {
  const parsed = parseJson(text);
  return "refused" in parsed ? { refused: parsed.refused } : parsed;
};

describe("parseJson", () => {
  it.each([
    "null",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "-9007199254740993",
    "-0",
    "1e20",
    "1e999",
    "-1E+999",
    "0.1234567890123456789",
    "1e-999",
    `${"9".repeat(400)}`,
    '{"a":"9007199254740993"}',
    '{"a\\\\":"\\"9007199254740993","b":[1234567890123456]}',
    '{"9007199254740993":1}',
    "",
    " ",
    "{}{}",
    '{"a":1',
    "[1,]",
    "[".repeat(200) + "]".repeat(200),
    "[".repeat(201) + "]".repeat(201),
    `{"a":${"[".repeat(200)}${"]".repeat(200)}}`,
  ])("says what the platform's parser says: %s", (text) => {
    expect(brief(text)).toEqual(verdict(text));
  });

  it("says so of any JSON, and of any text made of its parts", () => {
    const digits = fc.stringMatching(/^-?(?:0|[1-9][0-9]{0,19})(?:\.[0-9]{1,3})?(?:[eE][+-]?[0-9]{1,3})?$/);
    const json = fc.oneof(
      fc.json(),
      fc
        .array(
          fc.oneof(
            digits,
            fc.string().map((text) => JSON.stringify(text)),
          ),
        )
        .map((items) => `[${items.join()}]`),
      fc
        .array(fc.constantFrom("[", "]", "{", "}", ",", ":", '"', "\\", "1", "e9", "null", " "))
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(json, (text) => {
        expect(brief(text)).toEqual(verdict(text));
      }),
      { seed: 8_259, numRuns: 2_000 },
    );
  });

  it("tells the place where it knows it, and repeats nothing", () => {
    expect(parseJson('{"a": 9007199254740993}')).toMatchObject({
      detail: expect.stringContaining("position 6"),
    });
    const parsed = parseJson('{"geheim": x}');
    expect(JSON.stringify(parsed)).not.toContain("geheim");
  });

  it("is quick with megabytes of text beside a long number", () => {
    const text = JSON.stringify({
      file: "QUJD".repeat(500_000),
      lines: "\n".repeat(500_000),
      id: 1_234_567_890_123_456,
    });
    expect(parseJson(text)).toEqual({ value: JSON.parse(text) });
  });
});
