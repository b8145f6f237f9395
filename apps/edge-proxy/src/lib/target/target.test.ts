import { describe, expect, it } from "vitest";
import { fillTemplate, readTarget } from "./target.ts";

describe("readTarget", () => {
  it.each([
    ["/api/v1/Contact/5?$select=a/../b", "/api/v1/Contact/5", "?$select=a/../b"],
    ["/", "/", ""],
    ["/a%20b", "/a b", ""],
    ["/%C3%98", "/Ø", ""],
    ["/a..b/...", "/a..b/...", ""],
    ["/a%25", "/a%", ""],
    ["/a?", "/a", "?"],
  ])("reads %s", (target, path, query) => {
    expect(readTarget(target)).toEqual({ kind: "path", path, query });
  });

  it.each([
    "",
    "*",
    "http://a/b",
    "//a/b",
    "/a/..",
    "/../a",
    "/a/./b",
    "/.",
    "/%2e%2E/a",
    "/%252e%252e/a",
    "/a/..;b/c",
    "/a%2Fb",
    "/a%25252fb",
    "/a%5cb",
    "/a\\b",
    "/a#b",
    "/a\tb",
    "/a b",
    "/a%00",
    "/a%1f",
    "/a%7f",
    "/a%",
    "/a%c3",
    "/aØ",
    "/a?b c",
    "/a?Ø",
  ])("refuses %j", (target) => {
    expect(readTarget(target).kind).toBe("refused");
  });
});

describe("fillTemplate", () => {
  it("gives every value one segment, whatever is in it", () => {
    expect(fillTemplate("/A/{id}/B/{name}", { id: "5", name: "a/b?c#d%2f" })).toBe(
      "/A/5/B/a%2Fb%3Fc%23d%252f",
    );
  });
});
