import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkXsrf, equalSecrets, parseCookies } from "./index.ts";

const SEED = 20_110_401;

describe("parseCookies", () => {
  test.each<[why: string, header: string | null | undefined, expected: [string, string[]][]]>([
    ["no header", null, []],
    ["a missing header", undefined, []],
    ["an empty header", "", []],
    ["one cookie", "a=1", [["a", ["1"]]]],
    [
      "several",
      "a=1; b=2",
      [
        ["a", ["1"]],
        ["b", ["2"]],
      ],
    ],
    ["an equals sign in a value", "a=YQ==", [["a", ["YQ=="]]]],
    ["an empty value", "a=", [["a", [""]]]],
    [
      "a name twice, in order",
      "a=1; b=2; a=3",
      [
        ["a", ["1", "3"]],
        ["b", ["2"]],
      ],
    ],
    [
      "names that differ in case",
      "a=1; A=2",
      [
        ["a", ["1"]],
        ["A", ["2"]],
      ],
    ],
    [
      "no space, and more of it",
      "a=1;b = 2 ;\tc=3",
      [
        ["a", ["1"]],
        ["b", ["2"]],
        ["c", ["3"]],
      ],
    ],
    ["quotes and percent signs as sent", 'a="%20"', [["a", ['"%20"']]]],
    ["members that are no cookies", "; x; =1; a=1;", [["a", ["1"]]]],
    [
      "a name of Object.prototype",
      "__proto__=1; constructor=2",
      [
        ["__proto__", ["1"]],
        ["constructor", ["2"]],
      ],
    ],
  ])("takes %s", (_, header, expected) => {
    expect([...parseCookies(header)]).toEqual(expected);
  });

  test("gives back every cookie that can be written", () => {
    const name = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,10}$/);
    const content = fc.stringMatching(/^[!#-+--:<-[\]-~]{0,20}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, content)), (pairs) => {
        const cookies = parseCookies(pairs.map(([key, value]) => `${key}=${value}`).join("; "));
        for (const [key] of pairs) {
          expect(cookies.get(key)).toEqual(
            pairs.filter(([other]) => other === key).map(([, value]) => value),
          );
        }
        expect(cookies.size).toBe(new Set(pairs.map(([key]) => key)).size);
      }),
      { seed: SEED },
    );
  });
});

describe("equalSecrets", () => {
  test.each([
    ["", "", true],
    ["a", "a", true],
    ["a", "b", false],
    ["a", "", false],
    ["", "a", false],
    ["abc", "abd", false],
    ["abc", "xbc", false],
    ["abc", "abcd", false],
    ["abcd", "abc", false],
    ["a", "a\u0000", false],
    ["\u0000", "", false],
    ["\u00e9", "e\u0301", false],
    ["A", "a", false],
  ])("%j and %j: %s", (a, b, expected) => {
    expect(equalSecrets(a, b)).toBe(expected);
  });

  test("agrees with === on any texts", () => {
    const text = fc.string({ unit: "binary" });
    const close = fc.string({ unit: fc.constantFrom("a", "b", "\u0000"), maxLength: 4 });
    fc.assert(
      fc.property(fc.oneof(fc.tuple(text, text), fc.tuple(close, close)), ([a, b]) => {
        expect(equalSecrets(a, b)).toBe(a === b);
        expect(equalSecrets(a, a)).toBe(true);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe("checkXsrf", () => {
  test.each<[why: string, cookie: string | null, header: string | null, expected: string]>([
    ["both agree", "XSRF-TOKEN=abc", "abc", "abc"],
    ["other cookies are there", "theme=dark; XSRF-TOKEN=abc==; so=1", "abc==", "abc=="],
    ["the cookie comes twice and agrees", "XSRF-TOKEN=abc; XSRF-TOKEN=abc", "abc", "abc"],
    ["there is neither", null, null, "xsrf-cookie-missing"],
    ["there is no cookie of this name", "xsrf-token=abc", "abc", "xsrf-cookie-missing"],
    ["the cookie is empty", "XSRF-TOKEN=", "abc", "xsrf-cookie-missing"],
    ["both are empty", "XSRF-TOKEN=", "", "xsrf-cookie-missing"],
    ["there is no header", "XSRF-TOKEN=abc", null, "xsrf-header-missing"],
    ["the header is empty", "XSRF-TOKEN=abc", " ", "xsrf-header-missing"],
    ["they differ", "XSRF-TOKEN=abc", "abd", "xsrf-mismatch"],
    ["they differ in case", "XSRF-TOKEN=abc", "ABC", "xsrf-mismatch"],
    ["one is the beginning of the other", "XSRF-TOKEN=abc", "ab", "xsrf-mismatch"],
    ["one of two cookies differs", "XSRF-TOKEN=abc; XSRF-TOKEN=evil", "abc", "xsrf-mismatch"],
    ["the other of two cookies differs", "XSRF-TOKEN=evil; XSRF-TOKEN=abc", "abc", "xsrf-mismatch"],
    ["an empty one is beside it", "XSRF-TOKEN=; XSRF-TOKEN=abc", "abc", "xsrf-mismatch"],
  ])("when %s", (_, cookie, header, expected) => {
    const headers = new Headers();
    if (cookie !== null) headers.set("Cookie", cookie);
    if (header !== null) headers.set("X-XSRF-TOKEN", header);
    const result = checkXsrf(headers);
    expect(result.ok ? result.value : result.code).toBe(expected);
  });

  test("tells nothing of the tokens when it refuses", () => {
    const headers = new Headers({ cookie: "XSRF-TOKEN=secret1", "x-xsrf-token": "secret2" });
    expect(JSON.stringify(checkXsrf(headers))).not.toContain("secret");
  });
});
