import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  findResourceIds,
  formatMultiLanguage,
  isMultiLanguage,
  isResourceId,
  LANGUAGES,
  parseMultiLanguage,
  pickLanguages,
  resolveText,
  toLanguageCode,
} from "./index.ts";

const SEED = 20_261_105;
const SUPPLIER = 'NO:"Leverandør";US:"Supplier"';

const code = fc.string({
  unit: fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
  minLength: 2,
  maxLength: 2,
});
const texts = fc.dictionary(
  code,
  fc.string({ unit: "binary" }).map((text) => text.replaceAll('"', ";")),
  { minKeys: 1, noNullPrototype: true },
);

describe("parseMultiLanguage", () => {
  test.each([
    ["the string of the documentation", SUPPLIER, { NO: "Leverandør", US: "Supplier" }],
    ["a semicolon at the end", 'US:"Legal";NO:"Lovlig";', { US: "Legal", NO: "Lovlig" }],
    ["one language", 'US:"Supplier"', { US: "Supplier" }],
    ["an empty text", 'US:""', { US: "" }],
    ["a semicolon and a colon in a text", 'US:"a;b:c";NO:"d"', { US: "a;b:c", NO: "d" }],
    ["a line break in a text", 'US:"a\nb"', { US: "a\nb" }],
    ["spaces in a text, which stay", 'US:" a ";', { US: " a " }],
    ["two letters that name no language of the table", 'XX:"a"', { XX: "a" }],
  ])("takes %s", (_, text, value) => {
    expect(parseMultiLanguage(text)).toEqual({ ok: true, value });
    expect(isMultiLanguage(text)).toBe(true);
  });

  test.each([
    ["nothing", "", 0],
    ["a plain text", "Supplier", 0],
    ["no quotes", "US:Supplier", 0],
    ["lower-case letters", 'us:"Supplier"', 0],
    ["three letters", 'USA:"Supplier"', 0],
    ["a quote that does not end", 'NO:"a";US:"Supplier', 7],
    ["a quote inside a text", 'US:"the "best" one"', 0],
    ["a doubled quote inside a text", 'US:"the ""best"" one"', 0],
    ["a space behind the colon", 'NO: "Bil"', 0],
    ["a space between two languages", 'NO:"Bil"; US:"Car"', 9],
    ["a comma between two languages", 'NO:"Bil",US:"Car"', 0],
    ["text before", 'x NO:"Bil"', 0],
    ["text behind", 'NO:"Bil";x', 9],
    ["two semicolons", 'NO:"Bil";;', 9],
  ])("refuses %s and says where", (_, text, offset) => {
    expect(parseMultiLanguage(text)).toMatchObject({ ok: false, code: "multi-language-form", offset });
    expect(isMultiLanguage(text)).toBe(false);
  });

  test("refuses two texts of one language, since one would be lost", () => {
    expect(parseMultiLanguage('NO:"a";US:"b";NO:"c"')).toMatchObject({
      ok: false,
      code: "multi-language-duplicate",
      offset: 14,
    });
  });

  test("does not repeat what it refused", () => {
    expect(JSON.stringify(parseMultiLanguage("a secret"))).not.toContain("secret");
  });
});

describe("formatMultiLanguage", () => {
  test("keeps the order of the languages", () => {
    expect(formatMultiLanguage({ US: "Legal", NO: "Lovlig" })).toBe('US:"Legal";NO:"Lovlig"');
  });

  test("writes what parseMultiLanguage takes apart, with a semicolon at the end or without", () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (value, semicolon) => {
        const text = formatMultiLanguage(value) + (semicolon ? ";" : "");
        expect(parseMultiLanguage(text)).toEqual({ ok: true, value });
      }),
      { seed: SEED },
    );
  });

  test.each([
    ["no language", {}],
    ["a text with a quote", { US: 'the "best"' }],
    ["a code in lower case", { us: "a" }],
    ["a code of three letters", { USA: "a" }],
    ["a code with a line break behind it", { "US\n": "a" }],
  ])("refuses %s", (_, value) => {
    expect(() => formatMultiLanguage(value)).toThrow(
      expect.objectContaining({ code: "multi-language-invalid" }),
    );
  });
});

describe("toLanguageCode", () => {
  test.each([
    ["nb-no", "NO"],
    ["nb", "NO"],
    ["no", "NO"],
    ["en", "US"],
    ["en-gb", "US"],
    ["EN-US", "US"],
    ["sv", "SW"],
    ["de-AT", "GE"],
    ["es-419", "SP"],
    ["zh-Hant-TW", "CN"],
    [" fr ", "FR"],
    ["SW", "SW"],
    ["GE", "GE"],
    ["NO", "NO"],
  ])("takes %s for %s", (tag, expected) => {
    expect(toLanguageCode(tag)).toBe(expected);
  });

  test.each(["sw", "nn", "ge", "us", "sami", "e", "", "*", "x", "constructor"])("knows no %j", (tag) => {
    expect(toLanguageCode(tag)).toBeUndefined();
  });

  test("knows fifteen languages, each by its own code and its own tags", () => {
    const tags = LANGUAGES.flatMap((language) => language.tags);
    expect(new Set(LANGUAGES.map((language) => language.code)).size).toBe(15);
    expect(new Set(tags).size).toBe(tags.length);
    for (const language of LANGUAGES) {
      for (const tag of language.tags) expect(toLanguageCode(tag)).toBe(language.code);
      expect(toLanguageCode(language.code)).toBe(language.code);
    }
  });
});

describe("pickLanguages", () => {
  test.each<[why: string, acceptLanguage: string | null, soLanguage: string | null, expected: string[]]>([
    ["no header", null, null, []],
    ["empty headers", "", " ", []],
    ["one language", "en", null, ["US"]],
    ["the header's order among equals", "fr,de,ru,zh", null, ["FR", "GE", "RU", "CN"]],
    ["weights before order", "fr;q=0.5, nb-NO, en;q=0.8", null, ["NO", "US", "FR"]],
    ["weight zero as a refusal", "fr;q=0, en;q=0.000", null, []],
    ["white space and capitals", "\tFR ; Q=0.5 ,\tDE", null, ["GE", "FR"]],
    ["one language asked for twice once", "en-US, en;q=0.9, fr;q=0.8", null, ["US", "FR"]],
    ["any language as no wish", "*", null, []],
    ["any language beside a wish", "fr, *;q=0.1", null, ["FR"]],
    ["a language that the platform lacks", "ar, en;q=0.5", null, ["US"]],
    ["only languages that the platform lacks", "ar", null, []],
    ["a weight that cannot be read", "fr;q=high, de;q=2, en;q=0.1", null, ["US"]],
    ["what the documentation prints, though a semicolon makes no list", "en-us; en-gb", null, ["US"]],
    ["empty members", ",, en,,", null, ["US"]],
    ["SO-Language before Accept-Language", "en-us", "nb-no", ["NO"]],
    ["SO-Language alone", null, "sv", ["SW"]],
    ["an empty SO-Language as none", "en", "", ["US"]],
    ["x to switch off", "en", "x", []],
    ["* to switch off", "en", "*", []],
    ["X to switch off", "en", "X", []],
    ["an unknown SO-Language, which still overrides", "en", "ar", []],
  ])("understands %s", (_, acceptLanguage, soLanguage, expected) => {
    expect(pickLanguages({ acceptLanguage, soLanguage })).toEqual(expected);
  });

  test("takes any header without harm and gives only languages of the platform", () => {
    const codes = LANGUAGES.map((language) => language.code);
    const member = fc.oneof(fc.string(), fc.constantFrom("en", "nb-NO", ";q=0.5", "q=1", ",", ";", "*"));
    fc.assert(
      fc.property(fc.array(member), (members) => {
        const picked = pickLanguages({ acceptLanguage: members.join("") });
        expect(codes).toEqual(expect.arrayContaining([...picked]));
        expect(new Set(picked).size).toBe(picked.length);
      }),
      { seed: SEED },
    );
  });
});

describe("resource ids", () => {
  test.each([
    ["[SR_MANDATORY_FIELD_1281]", true, ["SR_MANDATORY_FIELD_1281"]],
    ["[SR_YES] or [SR_NO]", false, ["SR_YES", "SR_NO"]],
    ["SR_YES", false, []],
    ["[SR_]", false, []],
    ["[sr_yes]", false, []],
    ["[I:123]", false, []],
    ["[SR_YES", false, []],
    ["[SR_YES]\n", false, ["SR_YES"]],
    ["", false, []],
  ])("in %j are found", (text, isOne, ids) => {
    expect(isResourceId(text)).toBe(isOne);
    expect(findResourceIds(text)).toEqual(ids);
  });
});

describe("resolveText", () => {
  const resources: Record<string, Record<string, string>> = {
    SR_YES: { US: "Yes", NO: "Ja" },
    SR_NO: { US: "No" },
  };
  const resource = (id: string, language: string) => resources[id]?.[language];

  test.each<[why: string, text: string, languages: string[], expected: string]>([
    ["the text of a language", SUPPLIER, ["US"], "Supplier"],
    ["the text of a language by its tag", SUPPLIER, ["nb-no"], "Leverandør"],
    ["the best language that is there", SUPPLIER, ["FR", "NO", "US"], "Leverandør"],
    ["the stored string without languages", SUPPLIER, [], SUPPLIER],
    ["the stored string when no language is there", SUPPLIER, ["FR"], SUPPLIER],
    ["an empty text where that is the translation", 'US:"";NO:"a"', ["US"], ""],
    ["a text of a code that the table lacks", 'XX:"a"', ["XX"], "a"],
    ["a plain text as it is", "Supplier", ["US"], "Supplier"],
    ["the text around a multi-language string", `[${SUPPLIER}] (3)`, ["US"], "[Supplier] (3)"],
    ["two multi-language strings", 'US:"a";NO:"b" / US:"c";NO:"d"', ["NO"], "b / d"],
    ["the end of a longer word as it is", 'STATUS:"a"', ["US"], 'STATUS:"a"'],
    ["a string with a language twice as it is", 'US:"a";US:"b"', ["US"], 'US:"a";US:"b"'],
    ["an open quote as it is", 'US:"a', ["US"], 'US:"a'],
    ["the text of a resource", "[SR_YES]", ["NO"], "Ja"],
    ["the text of a resource in the next language", "[SR_NO]", ["NO", "US"], "No"],
    ["an unknown resource as it is", "[SR_MAYBE]", ["US"], "[SR_MAYBE]"],
    ["a resource as it is without languages", "[SR_YES]", [], "[SR_YES]"],
    ["a resource in the text of a language", 'US:"[SR_YES]!"', ["US"], "Yes!"],
    ["an encoded value as it is", "[I:123]", ["US"], "[I:123]"],
    ["a dollar in a translation as it is", 'US:"$& $1"', ["US"], "$& $1"],
  ])("gives %s", (_, text, languages, expected) => {
    expect(resolveText(text, languages, { resource })).toBe(expected);
  });

  test("gives the first language for a missing one when told so, and only then", () => {
    expect(resolveText(SUPPLIER, ["FR"], { missing: "first" })).toBe("Leverandør");
    expect(resolveText(SUPPLIER, ["US"], { missing: "first" })).toBe("Supplier");
    expect(resolveText(SUPPLIER, [], { missing: "first" })).toBe(SUPPLIER);
  });

  test("leaves resources alone when it knows none", () => {
    expect(resolveText("[SR_YES]", ["US"])).toBe("[SR_YES]");
  });

  test("gives every text that was formatted", () => {
    fc.assert(
      fc.property(texts, (value) => {
        const stored = formatMultiLanguage(value);
        for (const [language, text] of Object.entries(value)) {
          expect(resolveText(stored, [language])).toBe(text);
        }
      }),
      { seed: SEED },
    );
  });
});
