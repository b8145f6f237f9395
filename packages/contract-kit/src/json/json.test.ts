import { describe, expect, it } from "vitest";
import { differences } from "./difference.ts";
import { edited } from "./edit.ts";
import { isWithin, tokensOf, toPointer, valueAt } from "./pointer.ts";

const body = { a: [{ "b/c": 1, "d~e": null }], "": true };

describe("a JSON pointer", () => {
  it.each([
    [[], ""],
    [["a", 0, "b/c"], "/a/0/b~1c"],
    [["a", 0, "d~e"], "/a/0/d~0e"],
    [[""], "/"],
  ])("of %j is %s and leads back", (tokens, pointer) => {
    expect(toPointer(tokens)).toBe(pointer);
    expect(tokensOf(body, pointer)).toEqual(tokens);
  });

  it("leads to null and to nothing, which differ", () => {
    expect(valueAt(body, ["a", 0, "d~e"])).toBeNull();
    expect(valueAt(body, ["a", 1])).toBeUndefined();
    expect(valueAt(body, ["toString"])).toBeUndefined();
  });

  it("is within another by whole tokens", () => {
    expect(isWithin("/a/10", "/a/1")).toBe(false);
    expect(isWithin("/a/1/b", "/a/1")).toBe(true);
  });
});

describe("an edit", () => {
  it.each([
    ["replaces the root", [], { type: "replace", value: 7 }, 7],
    ["removes a property", [""], { type: "remove" }, { a: [{ "b/c": 1, "d~e": null }] }],
    ["removes an element", ["a", 0], { type: "remove" }, { a: [], "": true }],
    ["renames in place", ["a"], { type: "rename", to: "z" }, { z: [{ "b/c": 1, "d~e": null }], "": true }],
    ["adds at the end", [], { type: "add", name: "n", value: 1 }, { ...body, n: 1 }],
  ] as const)("%s", (_title, tokens, edit, expected) => {
    const before = JSON.stringify(body);
    expect(JSON.stringify(edited(body, tokens, edit))).toBe(JSON.stringify(expected));
    expect(JSON.stringify(body)).toBe(before);
  });

  it("of a place that is not there is refused", () => {
    expect(() => edited(body, ["a", 0, "b/c", "x"], { type: "remove" })).toThrow(RangeError);
  });
});

describe("differences", () => {
  it.each([
    ["nothing", body, structuredClone(body), []],
    ["another order of properties", { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ["a value", { a: [1] }, { a: [2] }, ["/a/0 is 2, not 1"]],
    ["a type that looks alike", { a: "1" }, { a: 1 }, ['/a is 1, not "1"']],
    ["null and nothing", { a: null }, {}, ["/a is missing"]],
    ["a property too many", {}, { a: 1 }, ["/a is not expected"]],
    ["an array's length", [1], [1, 2], ["(root) has 2 elements, not 1"]],
    ["an array for an object", {}, [], ["(root) is [], not {}"]],
  ])("name %s", (_title, expected, actual, found) => {
    expect(differences(expected, actual)).toEqual(found);
  });
});
