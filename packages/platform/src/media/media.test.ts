import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accepts, isJson, parseMediaType } from "./index.ts";

describe("parseMediaType", () => {
  test.each([
    ["application/json", "application", "json", {}],
    ["Application/JSON", "application", "json", {}],
    ["application/json; charset=utf-8", "application", "json", { charset: "utf-8" }],
    ['text/html;Charset="UTF-8"', "text", "html", { charset: "UTF-8" }],
    [" text/plain ; a=b ;; c=d ; ", "text", "plain", { a: "b", c: "d" }],
    ['multipart/form-data; boundary="a;b\\"c,=d"', "multipart", "form-data", { boundary: 'a;b"c,=d' }],
    ["application/vnd.x+json;v=1;V=2", "application", "vnd.x+json", { v: "1" }],
    ['a/b;empty=""', "a", "b", { empty: "" }],
  ])("reads %j", (header, type, subtype, parameters) => {
    expect(parseMediaType(header)).toEqual({ type, subtype, parameters });
  });

  test.each([
    null,
    undefined,
    "",
    "json",
    "application/",
    "/json",
    "application/json/x",
    "appli cation/json",
    "application /json",
    "application/json; charset",
    "application/json; charset=",
    "application/json; charset = utf-8",
    'application/json; charset="utf-8',
    "application/json, text/html",
    "application/jsøn",
  ])("refuses %j", (header) => {
    expect(parseMediaType(header)).toBeNull();
  });

  test("a parameter __proto__ sets no prototype", () => {
    const parameters = parseMediaType("a/b; __proto__=c")?.parameters ?? {};
    expect(Object.keys(parameters)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(parameters)).toBe(Object.prototype);
  });

  test("stays linear on a long hostile header", () => {
    expect(parseMediaType(`a/b;c="${"\\".repeat(100_001)}`)).toBeNull();
    expect(parseMediaType(`a/b${";".repeat(100_000)}`)).not.toBeNull();
    expect(parseMediaType(`a/b;${" ".repeat(100_000)}x`)).toBeNull();
  });
});

describe("isJson", () => {
  test.each([
    ["application/json", true],
    ["application/json; charset=utf-8", true],
    ["TEXT/JSON", true],
    ["application/problem+json", true],
    ["application/merge-patch+json", true],
    ["application/xml", false],
    ["text/plain", false],
    ["image/json", false],
    ["application/jsonp", false],
    ["application/json-seq", false],
    ["lorem", false],
    ["", false],
    [null, false],
    [undefined, false],
  ])("of %j is %s", (header, expected) => {
    expect(isJson(header)).toBe(expected);
    expect(isJson(parseMediaType(header))).toBe(expected);
  });
});

describe("accepts", () => {
  const offered = ["application/json", "application/xml", "text/plain"] as const;

  test.each<[header: string | null | undefined, expected: string | undefined]>([
    [null, "application/json"],
    [undefined, "application/json"],
    ["", "application/json"],
    ["*/*", "application/json"],
    ["*", "application/json"],
    ["application/xml", "application/xml"],
    ["APPLICATION/XML", "application/xml"],
    ["text/*", "text/plain"],
    ["text/plain, application/json", "application/json"],
    ["text/plain, application/json;q=0.9", "text/plain"],
    ["application/json;q=0.5, application/xml;q=0.5", "application/json"],
    ["application/xml;q=0.001, text/plain;q=0.002", "text/plain"],
    ["*/*, application/json;q=0", "application/xml"],
    ["application/json;q=0, */*", "application/xml"],
    ["application/*;q=0.1, text/*;q=0.2, */*", "text/plain"],
    ["application/*;q=0, */*;q=0.1", "text/plain"],
    ["application/json;q=0.1, application/*;q=0.9", "application/xml"],
    ["application/json; charset=utf-8", "application/json"],
    ["application/json; odata.metadata=full", undefined],
    ["application/json;Q=0.1, text/plain;q=0.2", "text/plain"],
    ["application/json;constructor=x;__proto__=y", undefined],
    ["image/png", undefined],
    ["*/*;q=0", undefined],
    ["application/json;q=0", undefined],
    ["text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "application/json"],
    ["lorem", "application/json"],
    ["lorem, text/plain", "text/plain"],
    ["application/json;q=2, text/plain;q=0.1", "text/plain"],
    ["application/json;q=-1, text/plain;q=0.1", "text/plain"],
    ["application/json;q=0.1234, text/plain;q=0.1", "text/plain"],
    ['text/plain;a="x,application/xml;q=1", application/xml;q=0.1', "application/xml"],
    ["*/json", undefined],
  ])("of %j picks %s", (header, expected) => {
    expect(accepts(header, offered)).toBe(expected);
  });

  // RFC 9110, 12.5.1, the table of its second example
  const rfc =
    "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5";
  test.each([
    [["text/plain", "text/plain;format=flowed"], "text/plain;format=flowed"],
    [["text/html", "text/plain"], "text/plain"],
    [["text/html", "image/jpeg"], "image/jpeg"],
    [["text/html", "text/plain;format=fixed"], "text/plain;format=fixed"],
    [["image/jpeg", "text/plain;format=fixed"], "image/jpeg"],
    [["text/plain;format=fixed", "text/html;level=3", "text/plain"], "text/plain"],
  ])("decides among %j as RFC 9110 weighs them: %s", (offers, expected) => {
    expect(accepts(rfc, offers)).toBe(expected);
  });

  test("offers nothing when nothing is on offer", () => {
    expect(accepts("*/*", [])).toBeUndefined();
  });

  test("refuses an offer that is no media type", () => {
    expect(() => accepts("*/*", ["json"])).toThrow(expect.objectContaining({ code: "media-type-invalid" }));
  });

  test("picks an offer or nothing for any header", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aj*/;,=q01. "\\') }), (header) => {
        expect([...offered, undefined]).toContain(accepts(header, offered));
      }),
      { seed: 9_110 },
    );
  });
});
