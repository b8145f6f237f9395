import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "./index.ts";
import { syntaxErrorAt } from "./syntax-error.ts";

const SEED = 8_259;

describe("integers that a double cannot hold", () => {
  test.each([
    ["9007199254740993", 1, 1],
    ["-9007199254740993", 1, 1],
    ["9223372036854775807", 1, 1],
    ['{"PhoneNumber": 9007199254740993}', 1, 17],
    ["[1,\n  2,\n  12345678901234567890]", 3, 3],
    ['["\\"", 12345678901234567890]', 1, 8],
    ['["\\\\", 12345678901234567890]', 1, 8],
    ['{"a":"1","b":[{"c":99999999999999999}]}', 1, 20],
    [`1${"0".repeat(400)}`, 1, 1],
  ])("%s is refused at line %i, column %i", (text, line, column) => {
    expect(parseJson(text)).toMatchObject({ ok: false, code: "json-unsafe-number", line, column });
  });

  test.each(["1e999", "-1E+400", "[1e0400]", "9e308"])(
    "%s, larger than any double, is refused too",
    (text) => {
      expect(parseJson(text)).toMatchObject({ ok: false, code: "json-unsafe-number" });
      expect(parseJson(text, { unsafeIntegers: "bigint" })).toMatchObject({
        ok: false,
        code: "json-unsafe-number",
      });
      expect(parseJson(text, { unsafeIntegers: "round" }).ok).toBe(true);
    },
  );

  test.each([
    "9007199254740991",
    "9007199254740992",
    "-9007199254740992",
    "10000000000000000",
    "1152921504606846976",
    "-0",
    "1e22",
    "1.7976931348623157e308",
    "0.12345678901234567890",
    '"12345678901234567890"',
    '{"12345678901234567890": 1}',
    '["a\\"12345678901234567890"]',
    '["e1234", "1e999"]',
  ])("%s is taken, for nothing is lost or it is no integer", (text) => {
    expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  test("become bigint on request, and only they", () => {
    const text =
      '{"a": 9007199254740993, "b": [-12345678901234567890, 1, 10000000000000000], "c": "9007199254740993"}';
    expect(parseJson(text, { unsafeIntegers: "bigint" })).toEqual({
      ok: true,
      value: {
        a: 9007199254740993n,
        b: [-12345678901234567890n, 1, 10000000000000000],
        c: "9007199254740993",
      },
    });
  });

  test("become bigint at the top too", () => {
    expect(parseJson(" 9007199254740993 ", { unsafeIntegers: "bigint" })).toEqual({
      ok: true,
      value: 9007199254740993n,
    });
  });

  test("become no bigint where a text imitates the marks that are used inside", () => {
    const texts = ["\ue000", "\\uE000", "\\ue001", "\ue002"].map((mark) => `"${mark}12345678901234567890"`);
    const text = `[${texts.join()}, 12345678901234567890]`;
    expect(parseJson(text, { unsafeIntegers: "bigint" })).toEqual({
      ok: true,
      value: [
        "\ue00012345678901234567890",
        "\ue00012345678901234567890",
        "\ue00112345678901234567890",
        "\ue00212345678901234567890",
        12345678901234567890n,
      ],
    });
  });

  test("are refused after all where a text has taken every mark, and quickly", () => {
    const marks = Array.from({ length: 6_400 }, (_, index) => String.fromCharCode(0xe000 + index)).join("");
    const text = JSON.stringify(["A".repeat(5_000_000), marks]).replace("]", ",9007199254740993]");
    expect(parseJson(text, { unsafeIntegers: "bigint" })).toMatchObject({
      ok: false,
      code: "json-unsafe-number",
    });
  });

  test("are rounded on request, as JSON.parse does", () => {
    expect(parseJson("[9007199254740993]", { unsafeIntegers: "round" })).toEqual({
      ok: true,
      value: [9007199254740992],
    });
  });

  test("come back digit by digit, whatever their size and place", () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map(String),
        fc.string().map((text) => JSON.stringify(text)),
        fc.array(tie("value")).map((items) => `[${items.join(" , ")}]`),
        fc
          .array(fc.tuple(fc.string(), tie("value")))
          .map((items) => `{${items.map(([key, item]) => `${JSON.stringify(key)}:${item}`).join()}}`),
      ),
    })).value as fc.Arbitrary<string>;
    const digits = (text: string) =>
      JSON.parse(text.replaceAll(/"(?:[^"\\]|\\.)*"|(-?\d+)/g, (all, n) => (n ? `"#${n}"` : all)));
    const withDigits = (parsed: unknown): unknown => {
      if (typeof parsed === "bigint" || typeof parsed === "number") return `#${BigInt(parsed)}`;
      if (Array.isArray(parsed)) return parsed.map(withDigits);
      if (typeof parsed !== "object" || parsed === null) return parsed;
      return Object.fromEntries(Object.entries(parsed).map(([key, item]) => [key, withDigits(item)]));
    };
    fc.assert(
      fc.property(value, (text) => {
        const result = parseJson(text, { unsafeIntegers: "bigint" });
        expect(withDigits(result.ok && result.value)).toEqual(digits(text));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe("texts that are no JSON", () => {
  test.each([
    ["", 1, 1],
    ["   ", 1, 4],
    ["{", 1, 2],
    ['{"a": }', 1, 7],
    ['{"a": 1,}', 1, 9],
    ["[1 2]", 1, 4],
    ["[1,]", 1, 4],
    ["[1}", 1, 3],
    ['{"a" 1}', 1, 6],
    ["{a: 1}", 1, 2],
    ["01", 1, 1],
    ["1.", 1, 1],
    ["+1", 1, 1],
    ["NaN", 1, 1],
    ["nulll", 1, 1],
    ["1 1", 1, 3],
    ["'a'", 1, 1],
    ['"a\nb"', 1, 1],
    ['"\\x"', 1, 1],
    ['["abc', 1, 2],
    ['{\n  "a": 1,\r\n  "b": tru\r}', 3, 8],
    ["[\r1,\r2,\r]", 4, 1],
    ["\ufeff{}", 1, 1],
    ["<html>", 1, 1],
  ])("%j is refused at line %i, column %i", (text, line, column) => {
    expect(parseJson(text)).toMatchObject({ ok: false, code: "json-syntax", line, column });
  });

  test("leave no trace of themselves in the failure", () => {
    const failures = [
      parseJson('{"password": secret}'),
      parseJson('{"secret": 9007199254740993}'),
      parseJson('[["secret"]]', { maxDepth: 1 }),
    ];
    for (const failed of failures) {
      expect(failed.ok).toBe(false);
      expect(JSON.stringify(failed)).not.toMatch(/secret|password|9007/);
    }
  });

  test("are found by our own reading exactly where JSON.parse refuses them", () => {
    const broken = fc
      .tuple(
        fc.json({ noUnicodeString: false } as object),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom(..."{}[],:\"'\\ \n01-+.eEtfnu\u0001", ""),
      )
      .map(([text, at, remove, insert]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + insert + text.slice(place + remove);
      });
    fc.assert(
      fc.property(broken, (text) => {
        let isValid = true;
        try {
          JSON.parse(text);
        } catch {
          isValid = false;
        }
        expect(syntaxErrorAt(text) === -1).toBe(isValid);
        expect(parseJson(text, { unsafeIntegers: "round" }).ok).toBe(isValid);
      }),
      { seed: SEED, numRuns: 5_000 },
    );
  });
});

describe("nesting", () => {
  const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

  test("of 200 levels passes and of 201 fails, unless told otherwise", () => {
    expect(parseJson(nested(200)).ok).toBe(true);
    expect(parseJson(nested(201))).toMatchObject({ ok: false, code: "json-too-deep", line: 1, column: 201 });
    expect(parseJson(nested(3), { maxDepth: 3 }).ok).toBe(true);
    expect(parseJson(nested(4), { maxDepth: 3 }).ok).toBe(false);
  });

  test("of a million levels fails at once", () => {
    expect(parseJson("[".repeat(1_000_000))).toMatchObject({ code: "json-too-deep" });
    expect(parseJson('{"a":'.repeat(1_000_000))).toMatchObject({ code: "json-too-deep" });
  });

  test("does not count brackets in strings or beside each other", () => {
    expect(parseJson(`["${"[".repeat(500)}\\"${"{".repeat(500)}"]`).ok).toBe(true);
    expect(parseJson(`[${Array.from({ length: 500 }, () => "[]").join()}]`, { maxDepth: 2 }).ok).toBe(true);
  });

  test("of 0 levels allows a bare value only", () => {
    expect(parseJson("1", { maxDepth: 0 }).ok).toBe(true);
    expect(parseJson("[]", { maxDepth: 0 }).ok).toBe(false);
  });
});

describe("a key __proto__", () => {
  test.each(["refuse", "bigint", "round"] as const)("stays an own property with %s", (unsafeIntegers) => {
    const number = unsafeIntegers === "bigint" ? "12345678901234567890" : "1";
    const result = parseJson(`{"__proto__": {"polluted": true}, "n": ${number}}`, { unsafeIntegers });
    if (!result.ok) throw new Error(result.code);
    expect(Object.getPrototypeOf(result.value)).toBe(Object.prototype);
    expect(Object.keys(result.value as object)).toEqual(["__proto__", "n"]);
  });
});

test("valid JSON comes out as JSON.parse gives it", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value: unknown = JSON.parse(text);
      expect(parseJson(text, { unsafeIntegers: "round" })).toEqual({ ok: true, value });
      const result = parseJson(text);
      if (result.ok) expect(result.value).toEqual(value);
      else expect(result.code).toBe("json-unsafe-number");
    }),
    { seed: SEED },
  );
});

test("a string of ten megabytes is no obstacle", () => {
  const text = JSON.stringify({ Data: "A".repeat(10_000_000), PhoneNumber: 1 }).replace(
    "1}",
    "9007199254740993}",
  );
  expect(parseJson(text)).toMatchObject({ code: "json-unsafe-number" });
});
