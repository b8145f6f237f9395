import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rewriteLinks, rewriteOrigin } from "./index.ts";

const upper = (url: string) => url.toUpperCase();

describe("rewriteLinks", () => {
  test.each<[what: string, body: unknown, pointers: readonly string[], expected: unknown]>([
    [
      "any key of an object",
      { _Links: { Self: "a", Rows: "b" } },
      ["/_Links/*"],
      { _Links: { Self: "A", Rows: "B" } },
    ],
    [
      "a name with a dot",
      { "odata.nextLink": "a", value: ["a"] },
      ["/odata.nextLink"],
      { "odata.nextLink": "A", value: ["a"] },
    ],
    [
      "any element of an array",
      { value: [{ L: "a" }, { L: "b" }, { M: "c" }] },
      ["/value/*/L"],
      { value: [{ L: "A" }, { L: "B" }, { M: "c" }] },
    ],
    ["one element of an array", ["a", "b"], ["/1"], ["a", "B"]],
    ["several places", { a: "x", b: "y", c: "z" }, ["/a", "/c"], { a: "X", b: "y", c: "Z" }],
    [
      "names with a slash and a tilde",
      { "a/b": "x", "c~1d": "y" },
      ["/a~1b", "/c~01d"],
      { "a/b": "X", "c~1d": "Y" },
    ],
    ["an empty name", { "": "x" }, ["/"], { "": "X" }],
    ["a body that is the link", "x", [""], "X"],
    ["a key named like a wildcard", { "*": "x", y: "y" }, ["/*"], { "*": "X", y: "Y" }],
  ])("reaches %s", (_, body, pointers, expected) => {
    const before = structuredClone(body);
    expect(rewriteLinks(body, pointers, upper)).toStrictEqual(expected);
    expect(body).toEqual(before);
  });

  test.each<[what: string, body: unknown, pointers: readonly string[]]>([
    ["no pointers", { a: "x" }, []],
    ["an absent name", { a: "x" }, ["/b", "/a/b", "/b/c"]],
    ["a name in another case", { _Links: { Self: "x" } }, ["/_links/*"]],
    ["null", { _Links: null, "odata.nextLink": null }, ["/_Links/*", "/odata.nextLink"]],
    ["what is no string", { _Links: { a: 1, b: true, c: { d: "x" }, e: ["x"] } }, ["/_Links/*"]],
    ["names of Object.prototype", { a: "x" }, ["/constructor/name", "/__proto__/x", "/toString"]],
    ["a body that is no object", 1, ["/a", "/*"]],
    ["a rewrite that changes nothing", { a: "X" }, ["/a"]],
  ])("gives the body itself back for %s", (_, body, pointers) => {
    expect(rewriteLinks(body, pointers, upper)).toBe(body);
  });

  test("shares what it does not touch", () => {
    const body = { _Links: { Self: "a" }, Person: { Name: "b" } };
    const result = rewriteLinks(body, ["/_Links/*"], upper) as typeof body;
    expect(result.Person).toBe(body.Person);
    expect(result._Links).not.toBe(body._Links);
  });

  test("keeps the order of keys and a key __proto__ as a property", () => {
    const body = JSON.parse('{"z": 1, "__proto__": {"L": "x"}, "a": "y"}');
    const result = rewriteLinks(body, ["/__proto__/L", "/a"], upper) as object;
    expect(JSON.stringify(result)).toBe('{"z":1,"__proto__":{"L":"X"},"a":"Y"}');
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  });

  test("refuses a pointer that does not begin with a slash", () => {
    expect(() => rewriteLinks({}, ["_Links/*"], upper)).toThrow(
      expect.objectContaining({ code: "pointer-invalid" }),
    );
  });
});

describe("rewriteOrigin", () => {
  const from = "https://sod.superoffice.com/Cust1";
  const to = "https://proxy.example/crm";

  test.each([
    ["https://sod.superoffice.com/Cust1/api/v1/Contact/1", "https://proxy.example/crm/api/v1/Contact/1"],
    ["https://SOD.SuperOffice.com/Cust1/api", "https://proxy.example/crm/api"],
    ["HTTPS://sod.superoffice.com:443/Cust1/api", "https://proxy.example/crm/api"],
    ["https://sod.superoffice.com/Cust1", "https://proxy.example/crm"],
    ["https://sod.superoffice.com/Cust1/", "https://proxy.example/crm/"],
    ["https://sod.superoffice.com/Cust1?a=1#b", "https://proxy.example/crm?a=1#b"],
    [
      "https://sod.superoffice.com/Cust1/api/v1/Contact?$skip=10&$filter=name%20begins%20%27a%27",
      "https://proxy.example/crm/api/v1/Contact?$skip=10&$filter=name%20begins%20%27a%27",
    ],
    ["https://sod.superoffice.com/x/../Cust1/api", "https://proxy.example/crm/api"],
  ])("moves %s", (url, expected) => {
    expect(rewriteOrigin(url, from, to)).toBe(expected);
    expect(rewriteOrigin(url, `${from}/`, `${to}/`)).toBe(expected);
  });

  test.each([
    "https://sod.superoffice.com/Cust12/api",
    "https://sod.superoffice.com/Cust",
    "https://sod.superoffice.com/cust1/api",
    "https://sod.superoffice.com/",
    "https://sod.superoffice.com/Cust1/../Cust2/api",
    "https://sod.superoffice.com/Cust1/%2e%2e/Cust2/api",
    "https://sod.superoffice.com\\Cust1\\..\\Cust2",
    "http://sod.superoffice.com/Cust1/api",
    "https://sod.superoffice.com:8443/Cust1/api",
    "https://sod.superoffice.com.evil.example/Cust1/api",
    "https://sod.superoffice.com@evil.example/Cust1/api",
    "https://user:pass@sod.superoffice.com/Cust1/api",
    "https://online2.superoffice.com/Cust1/api",
    "/Cust1/api",
    "//sod.superoffice.com/Cust1/api",
    "mailto:a@b.example",
    "",
    "lorem",
  ])("leaves %j untouched", (url) => {
    expect(rewriteOrigin(url, from, to)).toBe(url);
  });

  test("takes a base without a path", () => {
    expect(rewriteOrigin("https://crm.example/api?x", "https://crm.example", "/proxy")).toBe("/proxy/api?x");
  });

  test("refuses a base that is no absolute URL", () => {
    expect(() => rewriteOrigin("https://a.example/", "/Cust1", to)).toThrow(
      expect.objectContaining({ code: "base-url-invalid" }),
    );
  });

  test("comes back to where it was when moved there and back", () => {
    fc.assert(
      fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
        const url = new URL(`${from}${path}${query && `?${query}`}`).href;
        fc.pre(url.startsWith(`${from}/`) || url.startsWith(`${from}?`));
        expect(rewriteOrigin(rewriteOrigin(url, from, to), to, from)).toBe(url);
      }),
      { seed: 3_986 },
    );
  });
});
