import { describe, expect, test } from "vitest";
import type { Shapes } from "../names/shapes.ts";
import { applyPatch, type PatchShape, parsePatch } from "./index.ts";

const shapes: Shapes = {
  classes: {
    Contact: {
      name: { name: "Name", kind: "value" },
      department: { name: "Department", kind: "value" },
      status: { name: "Status", enum: "Status", kind: "value" },
      category: { name: "Category", class: "Category", kind: "value" },
      phones: { name: "Phones", class: "Phone", kind: "array" },
      statuses: { name: "Statuses", enum: "Status", kind: "array" },
      lines: { name: "Lines", class: "Phone", kind: "array" },
      customfields: { name: "CustomFields", kind: "dictionary" },
      byname: { name: "ByName", class: "Phone", kind: "dictionary" },
    },
    Category: { id: { name: "Id", kind: "value" }, value: { name: "Value", kind: "value" } },
    Phone: { value: { name: "Value", kind: "value" }, kind: { name: "Kind", enum: "Status", kind: "value" } },
  },
  enums: { Status: { members: ["Open", "Closed"], numbers: { 0: "Open", 1: "Closed" }, flags: false } },
};
const shape: PatchShape = { class: "Contact", shapes };

function apply(document: unknown, json: unknown, known?: PatchShape): unknown {
  const patch = parsePatch(json);
  if (!patch.ok) throw new Error(patch.code);
  const result = applyPatch(document, patch.value, known);
  return result.ok ? result.value : [result.code, result.place];
}

type Case = readonly [what: string, document: object, json: unknown, expected: unknown];
const add = (path: string, value: unknown) => [{ op: "add", path, value }];
const replace = (path: string, value: unknown) => [{ op: "replace", path, value }];
const remove = (path: string) => [{ op: "remove", path }];
const check = (path: string, value: unknown) => [{ op: "test", path, value }];

describe("a JSON Patch", () => {
  test.each<Case>([
    ["replaces a property", { Department: "a" }, replace("/Department", "foo"), { Department: "foo" }],
    ["takes any case and no slash", { Department: "a" }, replace("department", "b"), { Department: "b" }],
    ["prefers the exact name", { a: 1, A: 2 }, replace("/A", 3), { a: 1, A: 3 }],
    ["reaches inside", { Category: { Id: 1 } }, replace("category/ID", 3), { Category: { Id: 3 } }],
    ["reaches into an array", { P: [{ V: 1 }, { V: 2 }] }, replace("/P/1/v", 3), { P: [{ V: 1 }, { V: 3 }] }],
    ["appends", { Phones: [1] }, add("/phones/-", 2), { Phones: [1, 2] }],
    ["inserts", { Phones: [1, 3] }, add("/Phones/1", 2), { Phones: [1, 2, 3] }],
    ["inserts at the end", { Phones: [1] }, add("/Phones/1", 2), { Phones: [1, 2] }],
    ["replaces an element", { Phones: [1, 3] }, replace("/Phones/0", 2), { Phones: [2, 3] }],
    ["removes an element", { Phones: [1, 2] }, remove("/Phones/0"), { Phones: [2] }],
    ["removes a property", { a: 1, b: 2 }, remove("/A"), { b: 2 }],
    ["adds a property as spelled", { a: 1 }, add("/New", null), { a: 1, New: null }],
    ["replaces where add names what is there", { a: 1 }, add("/A", 2), { a: 2 }],
    ["appends an object to an array", { P: [{ V: 1 }] }, add("/P", { V: 2 }), { P: [{ V: 1 }, { V: 2 }] }],
    ["replaces an array by an array", { P: [1] }, add("/P", [2]), { P: [2] }],
    ["finds names with a slash", { C: { "a/b": 1 } }, replace("/C/a~1b", 2), { C: { "a/b": 2 } }],
    [
      "passes a test",
      { a: { B: [1, "x", null] } },
      check("/A", { b: [1, "x", null] }),
      { a: { B: [1, "x", null] } },
    ],
    [
      "tests large integers",
      { a: 9007199254740993n },
      check("/a", 9007199254740993n),
      { a: 9007199254740993n },
    ],
    ["tests small large integers", { a: 3n, b: 3 }, [...check("/a", 3), ...check("/b", 3n)], { a: 3n, b: 3 }],
    ["replaces an array by an object", { P: [1] }, replace("/P", { V: 2 }), { P: { V: 2 } }],
    ["changes nothing without operations", { a: 1 }, [], { a: 1 }],
    [
      "applies operations in their order",
      { a: 1 },
      [...add("/b", []), ...add("/b/-", 1), ...add("/B/0", 0), ...remove("/a")],
      { b: [0, 1] },
    ],
    [
      "finds a name again that it removed",
      { Aa: 1 },
      [...remove("/aa"), ...add("/AA", 2), ...replace("aa", 3)],
      { AA: 3 },
    ],
  ])("%s", (_what, document, json, expected) => {
    expect(apply(document, json)).toEqual(expected);
  });

  test.each<Case>([
    ["an absent property", { a: 1 }, replace("/b", 1), ["patch-target-missing", "/0/path"]],
    ["the removal of an absent one", { a: 1 }, remove("/b"), ["patch-target-missing", "/0/path"]],
    ["a test of an absent one", { a: 1 }, check("/b", null), ["patch-target-missing", "/0/path"]],
    ["an absent parent", { a: 1 }, add("/b/c", 1), ["patch-target-missing", "/0/path"]],
    ["a parent that is null", { a: null }, add("/a/-", 1), ["patch-target-missing", "/0/path"]],
    ["a parent that is text", { a: "x" }, add("/a/length", 1), ["patch-target-missing", "/0/path"]],
    ["an index beyond the end", { a: [1] }, add("/a/2", 1), ["patch-index", "/0/path"]],
    ["the end, but to add", { a: [1] }, remove("/a/-"), ["patch-index", "/0/path"]],
    ["the end, on the way", { a: [[]] }, add("/a/-/-", 1), ["patch-index", "/0/path"]],
    ["an index past the last", { a: [1] }, replace("/a/1", 1), ["patch-index", "/0/path"]],
    ["a leading zero", { a: [1, 2] }, remove("/a/01"), ["patch-index", "/0/path"]],
    ["a negative index", { a: [1] }, remove("/a/-1"), ["patch-index", "/0/path"]],
    ["length of an array", { a: [1] }, replace("/a/length", 0), ["patch-index", "/0/path"]],
    ["a test of another value", { a: 1 }, check("/a", "1"), ["patch-test-failed", "/0"]],
    ["a test of more members", { a: { b: 1 } }, check("/a", { b: 1, c: 2 }), ["patch-test-failed", "/0"]],
    ["a test of fewer members", { a: { b: 1, c: 2 } }, check("/a", { b: 1 }), ["patch-test-failed", "/0"]],
    [
      "a test of one member twice",
      { a: { b: 1, c: 1 } },
      check("/a", { b: 1, B: 1 }),
      ["patch-test-failed", "/0"],
    ],
    ["a test of another order", { a: [1, 2] }, check("/a", [2, 1]), ["patch-test-failed", "/0"]],
    ["a test of a longer array", { a: [1] }, check("/a", [1, 2]), ["patch-test-failed", "/0"]],
    ["a test of a shorter array", { a: [1, 2] }, check("/a", [1]), ["patch-test-failed", "/0"]],
    [
      "a test of a name in two cases",
      { a: { b: 1 } },
      check("/a", { b: 1, B: 1 }),
      ["patch-test-failed", "/0"],
    ],
    ["a test of a fraction", { a: 3n }, check("/a", 3.5), ["patch-test-failed", "/0"]],
    ["a test of no array", { a: { 0: 1 } }, check("/a", [1]), ["patch-test-failed", "/0"]],
    ["a later failure", { a: 1 }, [...replace("/a", 2), ...check("/a", 1)], ["patch-test-failed", "/1"]],
  ])("fails for %s", (_what, document, json, expected) => {
    const before = structuredClone(document);
    expect(apply(document, json)).toEqual(expected);
    expect(document).toEqual(before);
  });

  test("refuses a document that is none, and values that make it too deep", () => {
    expect(apply([], remove("/a"))).toEqual(["patch-target-missing", ""]);
    const nested = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`);
    expect(apply({}, add("/b", nested(199)))).toEqual({ b: nested(199) });
    expect(apply({}, add("/b", nested(200)))).toEqual(["patch-too-deep", "/0/value"]);
    expect(apply({ b: nested(199) }, add("b/".repeat(200).concat("c"), 1))).toEqual([
      "patch-too-deep",
      "/0/value",
    ]);
    expect(apply({}, nested(200))).toEqual(nested(200));
    expect(apply({}, nested(201))).toEqual(["patch-too-deep", ""]);
    expect(apply({}, nested(100_000))).toEqual(["patch-too-deep", ""]);
  });
});

describe("a Merge Patch", () => {
  // RFC 7396, appendix A, as far as both sides are objects.
  test.each<Case>([
    ["replaces", { a: "b" }, { a: "c" }, { a: "c" }],
    ["adds", { a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    ["removes the last", { a: "b" }, { a: null }, {}],
    ["removes", { a: "b", b: "c" }, { a: null }, { b: "c" }],
    ["replaces an array", { a: ["b"] }, { a: "c" }, { a: "c" }],
    ["makes an array", { a: "c" }, { a: ["b"] }, { a: ["b"] }],
    ["merges inside", { a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    ["replaces an array of objects", { a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    ["keeps a null that was there", { e: null }, { a: 1 }, { e: null, a: 1 }],
    ["drops nulls of what is new", {}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
    ["keeps nulls of elements", {}, { a: [{ b: null }] }, { a: [{ b: null }] }],
  ])("%s (RFC 7396)", (_what, document, json, expected) => {
    expect(apply(document, json)).toEqual(expected);
  });

  test.each<Case>([
    ["takes names in any case", { Department: "a" }, { department: "foo" }, { Department: "foo" }],
    ["reaches inside in any case", { Category: { Id: 1 } }, { CATEGORY: { ID: 2 } }, { Category: { Id: 2 } }],
    [
      "appends an object to an array",
      { P: [{ V: 1 }] },
      { p: { V: 2, W: null } },
      { P: [{ V: 1 }, { V: 2 }] },
    ],
    ["prefers the exact one of two names", { Name: "a" }, { Name: "b", name: "c" }, { Name: "b" }],
    ["takes the later of two others", { Name: "a" }, { name: "b", NAME: "c" }, { Name: "c" }],
    ["keeps the order of the keys", { a: 1, b: 2 }, { c: 3, B: 4 }, { a: 1, b: 4, c: 3 }],
  ])("%s", (_what, document, json, expected) => {
    expect(JSON.stringify(apply(document, json))).toBe(JSON.stringify(expected));
  });
});

describe("a shape", () => {
  test.each<Case>([
    ["names what the document lacks", {}, replace("/name", "x"), { Name: "x" }],
    ["takes a property that is left out for null", {}, check("/Department", null), {}],
    ["lets such a property be removed", {}, remove("/Department"), {}],
    [
      "makes an array where null stands",
      { Phones: null },
      add("/phones/-", { value: "1" }),
      { Phones: [{ Value: "1" }] },
    ],
    [
      "makes an array where nothing stands",
      {},
      add("/phones/0", { VALUE: "1" }),
      { Phones: [{ Value: "1" }] },
    ],
    [
      "appends an object where null stands",
      { Phones: null },
      add("/phones", { value: "1" }),
      { Phones: [{ Value: "1" }] },
    ],
    [
      "merges an object where null stands",
      { Phones: null },
      { phones: { value: "1" } },
      { Phones: [{ Value: "1" }] },
    ],
    [
      "names the members of a value",
      { Phones: [] },
      add("/Phones", [{ value: "1" }]),
      { Phones: [{ Value: "1" }] },
    ],
    [
      "names the members of an element",
      { Phones: [{}] },
      replace("/Phones/0", { value: "1" }),
      { Phones: [{ Value: "1" }] },
    ],
    ["names the members of a member", {}, { category: { id: 3, VALUE: null } }, { Category: { Id: 3 } }],
    ["takes enums as numbers", {}, replace("/Status", 1), { Status: "Closed" }],
    ["takes enums in any case", {}, { status: "CLOSED" }, { Status: "Closed" }],
    ["takes enums in arrays", {}, { statuses: ["open", 1] }, { Statuses: ["Open", "Closed"] }],
    ["tests enums by number", { Status: "Closed" }, check("/status", 1), { Status: "Closed" }],
    [
      "reaches arrays in arrays",
      { Lines: [[{}]] },
      add("/lines/0/-", { value: 1 }),
      { Lines: [[{}, { Value: 1 }]] },
    ],
    ["names members in arrays in arrays", {}, add("/lines", [[{ value: 1 }]]), { Lines: [[{ Value: 1 }]] }],
    [
      "leaves keys of a dictionary",
      { CustomFields: { "x:1": 1 } },
      { customfields: { "X:1": 2, new: 3 } },
      { CustomFields: { "x:1": 2, new: 3 } },
    ],
    [
      "names the members of its entries",
      {},
      { byname: { Home: { value: 1 } } },
      { ByName: { Home: { Value: 1 } } },
    ],
    [
      "names them in a JSON Patch too",
      { ByName: {} },
      add("/byname/Home", { kind: 0 }),
      { ByName: { Home: { Kind: "Open" } } },
    ],
    [
      "names them all at once",
      {},
      add("/byname", { Home: { kind: 0 } }),
      { ByName: { Home: { Kind: "Open" } } },
    ],
    [
      "leaves an entry that is called like a property",
      {},
      { byname: { VALUE: { value: 1 } } },
      { ByName: { VALUE: { Value: 1 } } },
    ],
    ["leaves what is no array", {}, add("/statuses", 1), { Statuses: 1 }],
    ["adds a name of every object as spelled", {}, add("/constructor", 1), { constructor: 1 }],
    ["adds what it does not know as spelled", {}, [...add("/x_y", 1), ...replace("/X_Y", 2)], { x_y: 2 }],
  ])("%s", (_what, document, json, expected) => {
    expect(apply(document, json, shape)).toEqual(expected);
  });

  test.each<Case>([
    [
      "an absent object on the way",
      { Category: null },
      replace("/Category/Id", 1),
      ["patch-target-missing", "/0/path"],
    ],
    ["an unknown name", {}, replace("/Nothing", 1), ["patch-target-missing", "/0/path"]],
    ["an absent array to replace in", {}, replace("/Phones/0", {}), ["patch-target-missing", "/0/path"]],
    ["a name of every object", {}, check("/toString", null), ["patch-target-missing", "/0/path"]],
  ])("does not help %s", (_what, document, json, expected) => {
    expect(apply(document, json, shape)).toEqual(expected);
  });

  test("of an unknown class changes nothing", () => {
    expect(apply({ a: 1 }, { A: 2 }, { class: "toString", shapes })).toEqual({ a: 2 });
  });
});
