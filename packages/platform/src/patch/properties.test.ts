import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "../json/parse-json.ts";
import { applyPatch, type Patch, parsePatch } from "./index.ts";

function patchOf(json: unknown): Patch {
  const result = parsePatch(json);
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

function applied(document: unknown, json: unknown): unknown {
  const result = applyPatch(document, patchOf(json));
  if (!result.ok) throw new Error(`${result.code} at ${result.place}`);
  return result.value;
}

function fromJson(text: string): unknown {
  const result = parseJson(text);
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}

const key = fc.constantFrom("a", "b", "c", "d", "__proto__", "constructor", "a/b", "m~n");
const { value, object } = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, 0, 1, "x", true),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("object"),
  ),
  object: fc
    .array(fc.tuple(key, tie("value")), { maxLength: 4 })
    .map((entries): Record<string, unknown> => Object.fromEntries(entries)),
}));
const path = fc
  .array(fc.oneof(key, fc.constantFrom("-", "0", "1")), { minLength: 1, maxLength: 4 })
  .map((names) => `/${names.map((name) => name.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`);
const operations = fc.array(
  fc.record({ op: fc.constantFrom("add", "replace", "remove", "test"), path, value }),
  { maxLength: 5 },
);

/** RFC 7396, 2, as it is written there, with the rule of the platform for arrays. */
function mergeAsWritten(target: unknown, patch: unknown): unknown {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  if (Array.isArray(target)) return [...target, mergeAsWritten({}, patch)];
  const result = new Map(Object.entries(typeof target === "object" && target !== null ? target : {}));
  for (const [name, member] of Object.entries(patch)) {
    if (member === null) result.delete(name);
    else result.set(name, mergeAsWritten(result.get(name), member));
  }
  return Object.fromEntries(result);
}

describe("applyPatch", () => {
  test("merges as RFC 7396 does, and changes neither document nor patch", () => {
    fc.assert(
      fc.property(object, object, (document, changes) => {
        const result = applied(frozen(document), frozen(changes));
        expect(JSON.stringify(result)).toBe(JSON.stringify(mergeAsWritten(document, changes)));
      }),
      { seed: 7_396, numRuns: 1_000 },
    );
  });

  test("gives for a list of operations what they give one after another, or the first failure", () => {
    let failures = 0;
    fc.assert(
      fc.property(object, operations, (document, json) => {
        const whole = applyPatch(frozen(document), patchOf(frozen(json)));
        let one: unknown = document;
        for (const [index, operation] of json.entries()) {
          const result = applyPatch(frozen(one), patchOf([operation]));
          if (!result.ok) {
            failures++;
            expect(whole).toMatchObject({ ok: false, code: result.code });
            expect(whole.ok || whole.place.startsWith(`/${index}`)).toBe(true);
            return;
          }
          one = result.value;
        }
        expect(whole.ok && JSON.stringify(whole.value)).toBe(JSON.stringify(one));
      }),
      { seed: 6_902, numRuns: 3_000 },
    );
    expect(failures).toBeGreaterThan(0);
    expect(failures).toBeLessThan(3_000);
  });

  test("finds what it added, and without it the document is as before", () => {
    fc.assert(
      fc.property(object, value, (document, added) => {
        const wrapped = { in: { list: [document] } };
        const there = [
          { op: "add", path: "/in/list/0", value: added },
          { op: "test", path: "/IN/LIST/0", value: added },
          { op: "add", path: "/in/new", value: added },
          { op: "test", path: "in/NEW", value: added },
        ];
        const back = [
          { op: "remove", path: "/in/new" },
          { op: "remove", path: "/in/list/0" },
        ];
        expect(applied(applied(wrapped, there), back)).toEqual(wrapped);
      }),
      { seed: 6_901 },
    );
  });

  test.each([
    ["a merge", '{"__proto__": {"polluted": true}}'],
    ["a deep merge", '{"a": {"__proto__": {"polluted": true}}}'],
    ["a merge of constructors", '{"constructor": {"prototype": {"polluted": true}}}'],
    ["an appended object", '{"list": {"__proto__": {"polluted": true}}}'],
    ["an operation", '[{"op": "add", "path": "/__proto__", "value": {"polluted": true}}]'],
    ["its value", '[{"op": "add", "path": "/b", "value": {"__proto__": {"polluted": true}}}]'],
  ])("makes no prototype of %s", (_what, text) => {
    const result = applied({ a: {}, list: [{}] }, fromJson(text));
    expect(JSON.stringify(result)).toContain('"polluted":true');
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect((result as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test.each([
    "/__proto__/polluted",
    "/constructor/prototype/polluted",
    "/a/__proto__/polluted",
    "/list/__proto__/x",
  ])("leads nowhere by the path %s", (way) => {
    const patch = patchOf([{ op: "add", path: way, value: true }]);
    expect(applyPatch({ a: {}, list: [] }, patch)).toMatchObject({ ok: false });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("shares with the result what did not change", () => {
    const document = { a: { deep: [1] }, b: { c: 1 } };
    const result = applied(document, [{ op: "replace", path: "/b/c", value: 2 }]);
    expect(result).toEqual({ a: { deep: [1] }, b: { c: 2 } });
    expect((result as typeof document).a).toBe(document.a);
  });

  test("does not share a value between the two places where a patch puts it", () => {
    const shared = frozen({ x: 1 });
    const result = applied({}, [
      { op: "add", path: "/a", value: shared },
      { op: "add", path: "/b", value: shared },
      { op: "add", path: "/c", value: shared },
      { op: "replace", path: "/a/x", value: 2 },
      { op: "replace", path: "/b/x", value: 3 },
    ]);
    expect(result).toEqual({ a: { x: 2 }, b: { x: 3 }, c: { x: 1 } });
  });
});
