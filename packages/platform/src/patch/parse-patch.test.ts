import { describe, expect, test } from "vitest";
import { parseJson } from "../json/parse-json.ts";
import { JSON_PATCH_MEDIA_TYPE, MERGE_PATCH_MEDIA_TYPE, parsePatch } from "./index.ts";

describe("parsePatch", () => {
  test.each<[path: string, names: readonly string[]]>([
    ["/Department", ["Department"]],
    ["department", ["department"]],
    ["Category/Id", ["Category", "Id"]],
    ["/Phones/-", ["Phones", "-"]],
    ["/users/0/email", ["users", "0", "email"]],
    ["/CustomFields/a~1b~0c~01", ["CustomFields", "a/b~c~1"]],
  ])("reads the path %j", (path, names) => {
    expect(parsePatch([{ op: "remove", path }])).toEqual({
      ok: true,
      value: { kind: "json-patch", operations: [{ op: "remove", path: names }] },
    });
  });

  test("keeps what an operation needs, from names in any case, and null as a value", () => {
    const json = [
      { OP: "add", Path: "/A", value: null },
      { op: "test", path: "b", value: { x: [1] }, from: "/c" },
      { op: "remove", path: "/d", value: 1 },
    ];
    expect(parsePatch(json)).toEqual({
      ok: true,
      value: {
        kind: "json-patch",
        operations: [
          { op: "add", path: ["A"], value: null },
          { op: "test", path: ["b"], value: { x: [1] } },
          { op: "remove", path: ["d"] },
        ],
      },
    });
  });

  const list = [{ op: "remove", path: "/a" }];
  test.each<[json: unknown, mediaType: string | null | undefined, expected: string]>([
    [list, undefined, "json-patch"],
    [list, null, "json-patch"],
    [list, "application/json; charset=utf-8", "json-patch"],
    [list, "Application/JSON-Patch+json", "json-patch"],
    [list, JSON_PATCH_MEDIA_TYPE, "json-patch"],
    [list, MERGE_PATCH_MEDIA_TYPE, "patch-form"],
    [[], undefined, "json-patch"],
    [{ a: 1 }, undefined, "merge-patch"],
    [{}, "text/json", "merge-patch"],
    [{ a: 1 }, `${MERGE_PATCH_MEDIA_TYPE}; charset=utf-8`, "merge-patch"],
    [{ a: 1 }, JSON_PATCH_MEDIA_TYPE, "patch-form"],
    [null, undefined, "patch-form"],
    ["add", MERGE_PATCH_MEDIA_TYPE, "patch-form"],
    [1, JSON_PATCH_MEDIA_TYPE, "patch-form"],
  ])("takes %j sent as %j for %s", (json, mediaType, expected) => {
    const result = parsePatch(json, mediaType);
    expect(result.ok ? result.value.kind : result.code).toBe(expected);
    expect(result.ok || result.place === "").toBe(true);
  });

  test.each<[element: unknown, code: string, place: string]>([
    [null, "patch-operation", "/1"],
    ["remove", "patch-operation", "/1"],
    [[], "patch-operation", "/1"],
    [{ path: "/a" }, "patch-operation", "/1"],
    [{ op: 1, path: "/a" }, "patch-operation", "/1"],
    [{ op: "remove" }, "patch-operation", "/1"],
    [{ op: "remove", path: ["a"] }, "patch-operation", "/1"],
    [{ op: "move", from: "/a", path: "/b" }, "patch-operation-unsupported", "/1/op"],
    [{ Op: "copy", from: "/a", path: "/b" }, "patch-operation-unsupported", "/1/Op"],
    [{ op: "toString", path: "/b" }, "patch-operation-unsupported", "/1/op"],
    [{ op: "Remove", path: "/b" }, "patch-operation-unsupported", "/1/op"],
    [{ op: "remove", path: "" }, "patch-path", "/1/path"],
    [{ op: "remove", PATH: "/" }, "patch-path", "/1/PATH"],
    [{ op: "remove", path: "//a" }, "patch-path", "/1/path"],
    [{ op: "remove", path: "/a/" }, "patch-path", "/1/path"],
    [{ op: "remove", path: "/a~2" }, "patch-path", "/1/path"],
    [{ op: "remove", path: "/a~" }, "patch-path", "/1/path"],
    [{ op: "add", path: "/a" }, "patch-value", "/1"],
    [{ op: "replace", path: "/a" }, "patch-value", "/1"],
    [{ op: "test", path: "/a" }, "patch-value", "/1"],
  ])("refuses %j with %s at %s", (element, code, place) => {
    expect(parsePatch([...list, element])).toMatchObject({ ok: false, code, place });
  });

  test("refuses more than ten thousand operations", () => {
    const operations = Array.from({ length: 10_001 }, () => ({ op: "remove", path: "/a" }));
    expect(parsePatch(operations)).toMatchObject({ code: "patch-too-long" });
    expect(parsePatch(operations.slice(1)).ok).toBe(true);
  });

  test("reads no member of a prototype as an operation's", () => {
    const json = parseJson('[{"__proto__": {"op": "remove", "path": "/a"}}]');
    expect(json.ok && parsePatch(json.value)).toMatchObject({ code: "patch-operation" });
  });
});
